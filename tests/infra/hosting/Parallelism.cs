// Environment variables belong to the whole process, and several tests set some.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
