using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>How risky images are, as a safety policy has it.</summary>
/// <param name="Levels">Risk levels, int64 [batch].</param>
/// <param name="Types">Places of the risk types among the policy's, int64 [batch].</param>
public sealed record RiskLabels(Tensor Levels, Tensor Types);
