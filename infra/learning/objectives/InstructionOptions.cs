using Rampart.Learning.Attacks;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Instruction"/>.</summary>
public sealed record InstructionOptions
{
    /// <summary>Whether the layers of the vision tower that the language model reads train along.</summary>
    public bool TrainVision { get; init; }

    /// <summary>Whether the projector trains.</summary>
    public bool TrainProjector { get; init; } = true;

    /// <summary>Whether the decoder trains.</summary>
    public bool TrainDecoder { get; init; } = true;

    /// <summary>An attack on the loss of the answer, for adversarial instruction tuning as in Double Visual Defense; null trains on clean images.</summary>
    public PgdOptions? Attack { get; init; }
}
