namespace Rampart.Preprocessing;

/// <summary>A shard of a mixture; one line of the artifact <c>manifest</c>.</summary>
/// <param name="Shard">Its name.</param>
/// <param name="Origin"><c>old</c> or <c>new</c>.</param>
/// <param name="Samples">How many samples of it are taken.</param>
public sealed record MixedShard(string Shard, string Origin, int Samples);
