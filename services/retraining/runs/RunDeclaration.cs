using Rampart.Pipeline;

namespace Rampart.Retraining;

/// <summary>What runs declare that this process begins.</summary>
/// <param name="Numerics">The numerics that a pipeline's device and precision mean on this machine.</param>
/// <param name="CodeVersion">The version of Rampart.</param>
public sealed record RunDeclaration(Func<PipelineDefinition, string> Numerics, string CodeVersion);
