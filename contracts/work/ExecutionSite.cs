namespace Rampart.Contracts;

/// <summary>Where, and by which code, a result was made.</summary>
/// <param name="Worker">Host name and process id; empty when nobody recorded it.</param>
/// <param name="CodeVersion">The version of Rampart.</param>
/// <param name="Fingerprint">The machine's arithmetic.</param>
public sealed record ExecutionSite(string Worker, string CodeVersion, NumericsFingerprint Fingerprint);
