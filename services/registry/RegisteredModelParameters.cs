using System.ComponentModel;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Registry;

namespace Rampart.RegisteredModels;

/// <summary>The knobs of a stage that offers a model of the registry.</summary>
public sealed record RegisteredModelParameters : ICheckedParameters
{
    /// <summary>Which one.</summary>
    [Description("The version, as models are named on the command line: NAME@production, NAME:3, or NAME for the latest. Which one that is, is settled when the run starts.")]
    public required string Model { get; init; }

    /// <summary>What stands in for it as long as there is none.</summary>
    [Description("The stage whose model stands in as long as there is no such version, as before the first promotion; without it, such a run is refused.")]
    [StageReference("training")]
    public string? Otherwise { get; init; }

    internal RegisteredSource Source => new(Model, IsRequired: Otherwise is null);

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        string? fault = null;
        try
        {
            ModelReference.Parse(Model);
        }
        catch (RegistryException e)
        {
            fault = e.Message;
        }
        return fault is null ? [] : [new ParameterFault("model", $"\"{Model}\" names no version of a model", fault)];
    }
}
