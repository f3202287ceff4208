using System.Globalization;
using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>
/// Applies <c>path=value</c> from the command line to a file's tree. A path is dotted; <c>stages.</c> may be left out; list elements are
/// numbered from 0. A knob that the file leaves to its default can be set too: binding decides whether it exists.
/// </summary>
static class Overrides
{
    static readonly string[] HeadKeys = [.. RecordShape.Of(typeof(PipelineHeader)).Knobs.Select(knob => knob.Key), PipelineHeader.Stages];

    /// <summary>The tree with all overrides applied in order.</summary>
    public static YamlMap Apply(YamlMap root, IEnumerable<string> overrides, List<PipelineProblem> problems)
    {
        foreach (var text in overrides)
        {
            var position = new SourcePosition($"override \"{text}\":", 0, 0);
            var equals = text.IndexOf('=');
            if (equals <= 0)
            {
                problems.Add(new PipelineProblem(position, "this is not of the form path=value. Write, for example, fare.steps=200."));
                continue;
            }
            var path = text[..equals].Trim().Split('.');
            var value = YamlParser.ParseValue(text[(equals + 1)..].Trim(), position, problems);
            if (value is not null && Full(root, path, position, problems) is { } full)
            {
                root = Set(root, full, 0, value, position, problems) as YamlMap ?? root;
            }
        }
        return root;
    }

    // The path from the root, with the `stages` that the short form leaves out.
    static string[]? Full(YamlMap root, string[] path, SourcePosition position, List<PipelineProblem> problems)
    {
        var stages = root[PipelineHeader.Stages] as YamlMap;
        var names = stages?.Entries.Select(entry => entry.Key).ToList() ?? [];
        var full = HeadKeys.Contains(path[0]) ? path : [PipelineHeader.Stages, .. path];
        if (full[0] != PipelineHeader.Stages)
        {
            return full;
        }
        if (full.Length < 3 || !names.Contains(full[1]))
        {
            var wrong = full.Length < 2 ? "" : full[1];
            problems.Add(new PipelineProblem(position, names.Contains(wrong)
                ? $"stage \"{wrong}\" can't be replaced as a whole. Name one of its keys."
                : $"there is no stage or key \"{wrong}\"{Nearest.Hint(wrong, path.Length == full.Length ? names : names.Concat(HeadKeys))}"));
            return null;
        }
        // adpo.train.steps is short for adpo.stages.train.steps.
        return stages![full[1]] is YamlMap map && map[full[2]] is null && map[RoundsParameters.Group] is YamlMap group && group[full[2]] is not null
            ? [full[0], full[1], RoundsParameters.Group, .. full[2..]]
            : full;
    }

    static YamlValue? Set(YamlValue? current, string[] path, int depth, YamlValue value, SourcePosition position, List<PipelineProblem> problems)
    {
        if (depth == path.Length)
        {
            return value;
        }
        var key = path[depth];
        if (current is YamlList list)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= list.Items.Count)
            {
                problems.Add(new PipelineProblem(position, $"\"{string.Join('.', path[..depth])}\" is a list of {list.Items.Count} elements; \"{key}\" is not one of them. Number them from 0."));
                return null;
            }
            return Set(list.Items[index], path, depth + 1, value, position, problems) is { } item
                ? list with { Items = [.. list.Items.Take(index), item, .. list.Items.Skip(index + 1)] }
                : null;
        }
        if (current is YamlText { IsNull: false } text)
        {
            problems.Add(new PipelineProblem(position, $"\"{string.Join('.', path[..depth])}\" is \"{text.Text}\" and has no key \"{key}\". End the path there."));
            return null;
        }
        var map = current as YamlMap ?? new YamlMap([], position);
        return Set(map[key], path, depth + 1, value, position, problems) is { } inner ? map.With(new YamlEntry(key, position, inner)) : null;
    }
}
