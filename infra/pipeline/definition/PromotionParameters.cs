using System.ComponentModel;
using Rampart.Pipeline.Parameters;
using Rampart.Registry;

namespace Rampart.Pipeline;

/// <summary>The section <c>promotion</c> of a pipeline file.</summary>
[Description("What becomes of the run's model: a version of the registry and, when every gate holds, the one that an alias stands for.")]
sealed record PromotionParameters : ICheckedParameters
{
    [Description("The model's name in the registry.")]
    public required string Model { get; init; }

    [Description("The stage whose model is meant; the one that publish names unless given.")]
    public string? Stage { get; init; }

    [Description("The alias that stands for the latest version whose gates held.")]
    public string Candidate { get; init; } = "candidate";

    [Description("The alias that the version gets when every gate holds.")]
    public string To { get; init; } = "production";

    [Description("What to do when that alias was moved while the run went on, by another run or a person: reject, because the run measured itself against the version of before; or promote all the same.")]
    public WhenMoved WhenMoved { get; init; } = WhenMoved.Reject;

    public IEnumerable<ParameterFault> Check()
    {
        foreach (var (path, name) in new[] { ("model", Model), ("candidate", Candidate), ("to", To) }.Where(pair => !ModelNames.IsValid(pair.Item2)))
        {
            yield return new ParameterFault(path, $"\"{name}\" is not a name", $"A name has {ModelNames.Rule}.");
        }
        if (Candidate == To)
        {
            yield return new ParameterFault("candidate", $"candidate and to are both \"{To}\"", "Give them two names: the one stands for what may be promoted, the other for what is.");
        }
    }
}
