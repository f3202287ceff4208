using System.ComponentModel;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>LoRA adapters.</summary>
public sealed record LoraParameters : ICheckedParameters
{
    /// <summary>Rank.</summary>
    [Description("Rank of the change of each weight.")]
    [Bounds(1, 65536)]
    public int Rank { get; init; } = 8;

    /// <summary>Scale.</summary>
    [Description("The change is multiplied by alpha / rank.")]
    [Bounds(0, 1e6, Above = true)]
    public double Alpha { get; init; } = 16;

    /// <summary>Which linear maps.</summary>
    [Description("Linear maps that carry an adapter, by name or path: q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj (decoder), q_proj, k_proj, v_proj, out_proj, fc1, fc2 (towers), linear_1, linear_2 (projector).")]
    [ItemCount(1, 256)]
    public IReadOnlyList<string> Targets { get; init; } = ["q_proj", "v_proj"];

    /// <summary>In which parts of the model.</summary>
    [Description("Parts of the model in which the targets are looked for: tower, text, projector, decoder.")]
    [ItemCount(1, 4)]
    public IReadOnlyList<ModelPart> Parts { get; init; } = [ModelPart.Decoder];

    /// <summary>Dropout.</summary>
    [Description("Share of a linear map's inputs that its change passes over, chosen anew for every step.")]
    [Bounds(0, 0.99)]
    public double Dropout { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        if (Parts.Except(ModelParts.Adaptable).Any())
        {
            yield return new ParameterFault("parts", "adapters go on parts of the model itself", "Name tower, text, projector or decoder.");
        }
    }

    internal LoraConfig Config() => new(Rank, Alpha, Targets, Parts, Dropout);
}
