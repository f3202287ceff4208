using Rampart.Artifacts;
using Rampart.Artifacts.Arrivals;
using Rampart.Contracts;
using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Reads from the headers of IDX files how many samples they hold. Files that are none, or gone, count none.</summary>
sealed class SampleCounts(IReadOnlyList<IArrivals> places)
{
    const int MostAtOnce = 2_000, Parallel = 8;

    /// <summary>The samples of files that nobody has counted, of some of them if there are many; by the cause's id.</summary>
    /// <exception cref="StoreUnavailableException">A container can't be reached at the moment.</exception>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(IEnumerable<PendingCause> pending, CancellationToken cancellation)
    {
        TriggerCause[] uncounted =
        [
            .. pending.Where(cause => cause.Samples is null && cause.Cause.Kind == CauseKinds.DataArrived).Select(cause => cause.Cause).Take(MostAtOnce),
        ];
        long[] counts = new long[uncounted.Length];
        await System.Threading.Tasks.Parallel.ForAsync(
            0, uncounted.Length, new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation },
            async (index, c) => counts[index] = ShardFiles.HoldsImages(uncounted[index].Subject) ? await CountAsync(uncounted[index].Subject, c) : 0);
        return uncounted.Zip(counts).ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    async Task<long> CountAsync(string file, CancellationToken cancellation)
    {
        foreach (IArrivals place in places)
        {
            try
            {
                await using Stream stream = await place.OpenAsync(file, cancellation);
                return await IdxHeader.SamplesAsync(stream, isPacked: file.EndsWith(".gz", StringComparison.Ordinal), cancellation);
            }
            catch (Exception e) when (e is ArtifactException or InvalidDataException or EndOfStreamException)
            {
                // Not in this place, or no IDX file: what checks the data on entry says so to whoever reads the report.
            }
        }
        return 0;
    }
}
