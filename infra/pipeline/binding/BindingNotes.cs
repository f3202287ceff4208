namespace Rampart.Pipeline.Binding;

/// <summary>What binding one stage (or the head of the file) found out: where each knob stands, and what is wrong.</summary>
/// <param name="Owner">Whose knobs they are, for messages: <c>stage "fare"</c>.</param>
/// <param name="Problems">Collects mistakes.</param>
sealed record BindingNotes(string Owner, List<PipelineProblem> Problems)
{
    readonly Dictionary<string, SourcePosition> _positions = new(StringComparer.Ordinal);

    /// <summary>Remembers where the value of a path stands.</summary>
    public void Place(string path, SourcePosition position) => _positions[path] = position;

    /// <summary>Where a path stands, or where the nearest map around it does when the file does not state it.</summary>
    public SourcePosition PositionOf(string path)
    {
        for (var outer = path; ; outer = outer[..Math.Max(0, outer.LastIndexOfAny(['.', '[']))])
        {
            if (_positions.TryGetValue(outer, out var position) || outer.Length == 0)
            {
                return position;
            }
        }
    }

    /// <summary>Adds a mistake.</summary>
    public void Report(SourcePosition position, string message) => Problems.Add(new PipelineProblem(position, message));

    /// <summary>A knob in words: <c>"epsilon" in objective of stage "fare"</c>.</summary>
    public string Name(string path)
    {
        var dot = path.LastIndexOf('.');
        return dot < 0 ? $"\"{path}\" in {Owner}" : $"\"{path[(dot + 1)..]}\" in {Inside(path[..dot])}";
    }

    /// <summary>A map in words: <c>objective of stage "fare"</c>.</summary>
    public string Inside(string path) => path.Length == 0 ? Owner : $"{path} of {Owner}";

    /// <summary>The path of a key within a map.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
