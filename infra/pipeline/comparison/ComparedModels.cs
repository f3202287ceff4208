using Rampart.Pipeline.Binding;

namespace Rampart.Pipeline.Comparison;

/// <summary>Checks the models that expectations name: some stage must measure each.</summary>
static class ComparedModels
{
    /// <summary>Reports the names that nothing measures.</summary>
    /// <param name="comparison">The section; null when there is none, or it is not valid.</param>
    /// <param name="notes">Where it stands.</param>
    /// <param name="stages">The flat stages.</param>
    public static void Check(ComparisonParameters? comparison, BindingNotes notes, IEnumerable<StageDraft> stages)
    {
        // A model that two stages measure on one task is called stage/model in the later one.
        List<string> measured =
        [
            .. stages.SelectMany(stage => stage is { Kind: { } kind, Parameters: { } parameters }
                ? kind.Measured(parameters).SelectMany(model => new[] { model, $"{stage.Name}/{model}" })
                : []).Distinct(StringComparer.Ordinal),
        ];
        foreach ((int place, ExpectationParameters expected) in (comparison?.Expected ?? []).Index())
        {
            foreach ((string knob, string? model) in new[] { ("model", expected.Model), ("above", expected.Above), ("below", expected.Below) })
            {
                if (model is not null && !measured.Contains(model))
                {
                    notes.Report(
                        notes.PositionOf($"comparison.expected[{place}].{knob}"), $"\"{knob}\" names \"{model}\", which no evaluation measures{Nearest.Hint(model, measured)}");
                }
            }
        }
    }
}
