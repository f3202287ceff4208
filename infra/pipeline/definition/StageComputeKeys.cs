using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>The keys that every kind of stage has beside its own knobs.</summary>
static class StageComputeKeys
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. RecordShape.Of(typeof(StageCompute)).Knobs.Select(knob => knob.Key)];

    /// <summary>Reads them; null when the stage states none, or one that is wrong.</summary>
    public static StageCompute? Bind(YamlMap stage, BindingNotes notes)
    {
        YamlMap stated = stage with { Entries = [.. stage.Entries.Where(entry => All.Contains(entry.Key))] };
        return stated.Entries.Count == 0 ? null : (StageCompute?)new ParameterBinder(notes).Bind(stated, typeof(StageCompute));
    }
}
