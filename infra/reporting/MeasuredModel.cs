using Rampart.Contracts;

namespace Rampart.Reporting;

/// <summary>How a model is called in rows, gates and flags: by its name, or <c>stage/model</c> where an earlier stage measured it on the same task.</summary>
static class MeasuredModel
{
    /// <summary>The longer name.</summary>
    public static string Name(string stage, string model) => $"{stage}/{model}";

    /// <summary>Whether a name is that of the model, in whatever stage it was measured.</summary>
    public static bool Is(string name, string model) => name == model || name.EndsWith($"/{model}", StringComparison.Ordinal);

    /// <summary>What tells a row of this model from those of the stage that measured it first, for example <c>hard: </c>; empty in that stage.</summary>
    public static string Heading(ResultRow row, string model) => row.Model == model ? "" : $"{row.Model[..^(model.Length + 1)]}: ";
}
