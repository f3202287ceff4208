using Rampart.Contracts;

namespace Rampart.Journal;

/// <summary>What verifying a segment found, besides damage.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Records">How many records were read.</param>
/// <param name="Writer">Who wrote it; null when that can't be read.</param>
/// <param name="IsSealed">Whether its process has completed it; otherwise it still writes, or was killed.</param>
/// <param name="IsProven">Whether its digests prove that whoever wrote it had the key.</param>
public sealed record SegmentFinding(string Segment, long Bytes, long Records, JournalWriter? Writer, bool IsSealed, bool IsProven);
