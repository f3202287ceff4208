using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>A defence at inference that a model carries: no weight changes, but prompts are read in another way, and every answer, loss and attack meets it.</summary>
public abstract record DefenceConfig
{
    private protected DefenceConfig()
    {
    }

    /// <summary>The name used in pipeline files and configurations.</summary>
    public abstract string Name { get; }

    /// <summary>The object kept in a model's configuration.</summary>
    public abstract JsonObject ToJson();

    internal static DefenceConfig Read(ConfigObject source) => source.OneOf("name", "", RepresentationShiftConfig.Word, ConstitutionalCalibrationConfig.Word) switch
    {
        RepresentationShiftConfig.Word => RepresentationShiftConfig.Read(source),
        _ => ConstitutionalCalibrationConfig.Read(source),
    };

    /// <summary>What is stored of it beside the configuration; null for nothing.</summary>
    internal abstract ModelComponent? Component(LlavaConfig model);

    /// <summary>The reading of a model that carries the defence.</summary>
    /// <param name="plain">Its reading without.</param>
    /// <param name="component">What <see cref="Component"/> made.</param>
    internal abstract IPromptReading Reading(IPromptReading plain, ModelComponent? component);
}
