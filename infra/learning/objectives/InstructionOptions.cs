using Rampart.Learning.Attacks;
using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Instruction"/>.</summary>
public sealed record InstructionOptions
{
    /// <summary>The parts that train: tower (the layers that the language model reads), projector, decoder.</summary>
    public IReadOnlyCollection<ModelPart> Trains { get; init; } = [ModelPart.Projector, ModelPart.Decoder];

    /// <summary>An attack on the loss of the answer, for adversarial instruction tuning as in Double Visual Defense: only the attacked image is then
    /// learned from. Null trains on clean images.</summary>
    public PgdOptions? Attack { get; init; }
}
