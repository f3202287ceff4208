namespace Rampart.Artifacts.Arrivals;

/// <summary>A file in a place where files arrive.</summary>
/// <param name="Name">Its name below the place, with slashes.</param>
/// <param name="Version">What changes when the file does: a blob's entity tag; size and time of a file of a folder.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Time">When it was written last.</param>
/// <param name="MayGrow">Whether somebody may still be writing it; a blob is there as a whole or not at all.</param>
public sealed record ArrivedFile(string Name, string Version, long Bytes, DateTimeOffset Time, bool MayGrow);
