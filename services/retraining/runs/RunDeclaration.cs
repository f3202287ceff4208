using Rampart.Pipeline;

namespace Rampart.Retraining;

/// <summary>What runs declare that this process begins.</summary>
/// <param name="Numerics">The numerics that a precision means on this machine.</param>
/// <param name="CodeVersion">The version of Rampart.</param>
public sealed record RunDeclaration(Func<Precision, string> Numerics, string CodeVersion);
