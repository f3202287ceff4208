using System.Globalization;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>A pipeline's text as a flat list of values, whatever kinds of stage it has: also pipelines that this version can't run can be compared.</summary>
public static class PipelineValues
{
    /// <summary>Every value by its path as overrides name it, such as <c>fare.objective.epsilon</c> or <c>seed</c>, in the order of the text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="source">What messages call it.</param>
    /// <exception cref="PipelineException">It is no YAML, or YAML of a kind that pipelines don't use.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(string text, string source)
    {
        var problems = new List<PipelineProblem>();
        if (YamlParser.Parse(text, source, problems) is not { } root || problems.Count > 0)
        {
            throw new PipelineException(problems);
        }
        return [.. Of("", root)];
    }

    static IEnumerable<KeyValuePair<string, string>> Of(string path, YamlValue value) => value switch
    {
        YamlMap { Entries.Count: > 0 } map => map.Entries.SelectMany(entry => Of(Join(path, entry.Key), entry.Value)),
        YamlList { Items.Count: > 0 } list => list.Items.SelectMany((item, index) => Of(Join(path, index.ToString(CultureInfo.InvariantCulture)), item)),
        YamlText text => [new(path, text.Text)],
        _ => [new(path, "")],
    };

    // Stages are named without the key that holds them all.
    static string Join(string path, string key) => path.Length == 0 || path == PipelineHeader.Stages ? key : $"{path}.{key}";
}
