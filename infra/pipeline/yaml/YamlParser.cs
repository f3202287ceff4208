using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Rampart.Pipeline.Yaml;

/// <summary>
/// Reads YAML into a tree with places. It takes the part of YAML that a pipeline needs and refuses the rest by name: anchors and aliases
/// (they let a small file mean a huge one), tags (they name types), several documents, keys that are not plain text, and keys given twice.
/// </summary>
sealed class YamlParser
{
    const int LargestFile = 1 << 20;
    const int MostNodes = 50_000;
    const int Deepest = 32;

    readonly string _source;
    readonly List<PipelineProblem> _problems;
    readonly bool _withPlaces;
    int _nodes;

    YamlParser(string source, bool withPlaces, List<PipelineProblem> problems)
    {
        _source = source;
        _withPlaces = withPlaces;
        _problems = problems;
    }

    /// <summary>Parses a file's text; null when its form is broken, which is then among the problems.</summary>
    public static YamlValue? Parse(string text, string source, List<PipelineProblem> problems) =>
        new YamlParser(source, withPlaces: true, problems).Document(text);

    /// <summary>Parses the value of an override; places are the override as a whole.</summary>
    public static YamlValue? ParseValue(string text, SourcePosition position, List<PipelineProblem> problems) =>
        text.Length == 0
            ? new YamlText("", Quoted: true, position)
            : new YamlParser(position.Source, withPlaces: false, problems).Document(text);

    YamlValue? Document(string text)
    {
        if (text.Length > LargestFile)
        {
            Report(1, 1, $"the text has {text.Length} characters; at most {LargestFile} are read. Keep data out of the pipeline file.");
            return null;
        }
        var before = _problems.Count;
        ReportTabs(text);
        if (_problems.Count > before)
        {
            return null;
        }
        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out var empty))
            {
                Report(empty.Start, "there is nothing here. State name, seed and stages.");
                return null;
            }
            parser.Consume<DocumentStart>();
            var root = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
            {
                Report(second.Start, "a second YAML document begins. Keep one document per file.");
            }
            return root;
        }
        catch (YamlException broken)
        {
            Report(broken.Start, $"this is not valid YAML: {Plain(broken)}. Check indentation, colons and quotes near here.");
            return null;
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner loses its footing on some broken texts (a comment inside a flow map) instead of saying so.
            Report(scanner.CurrentPosition, "this is not valid YAML. Check indentation, colons, quotes and brackets near here.");
            return null;
        }
    }

    YamlValue Node(IParser parser, int depth)
    {
        if (parser.Current is AnchorAlias alias)
        {
            throw new YamlException(alias.Start, alias.End, "aliases (*name) are not used here; write the value out");
        }
        if (parser.Current is NodeEvent node)
        {
            Check(node, depth);
        }
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new YamlText(scalar.Value, scalar.Style != ScalarStyle.Plain, At(scalar.Start));
        }
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<YamlValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(parser, depth + 1));
            }
            return new YamlList(items, At(sequence.Start));
        }
        var mapping = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, SourcePosition>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.Current is not Scalar)
            {
                throw new YamlException(parser.Current!.Start, parser.Current.End, "a key must be one plain word");
            }
            var key = parser.Consume<Scalar>();
            Check(key, depth);
            var value = Node(parser, depth + 1);
            if (keys.TryAdd(key.Value, At(key.Start)))
            {
                entries.Add(new YamlEntry(key.Value, At(key.Start), value));
            }
            else
            {
                Report(key.Start, $"the key \"{key.Value}\" stands here and at {keys[key.Value]}. Keep one of them.");
            }
        }
        return new YamlMap(entries, At(mapping.Start));
    }

    void Check(NodeEvent node, int depth)
    {
        var reason = node switch
        {
            { Anchor.IsEmpty: false } => "anchors (&name) are not used here; write the value out",
            { Tag.IsEmpty: false } => "tags (!type) are not used here; remove it",
            _ when depth > Deepest => $"the nesting is deeper than {Deepest} levels; flatten it",
            _ when ++_nodes > MostNodes => $"there are more than {MostNodes} values; keep data out of the pipeline file",
            _ => null,
        };
        if (reason is not null)
        {
            throw new YamlException(node.Start, node.End, reason);
        }
    }

    void ReportTabs(string text)
    {
        var line = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            var tab = content[..^content.TrimStart(" \t").Length].IndexOf('\t');
            if (tab >= 0 && content.Trim(" \t").Length > 0)
            {
                Report(line, tab + 1, "a tab indents this line. Indent with spaces.");
            }
            line++;
        }
    }

    static string Plain(YamlException exception) =>
        (exception.InnerException?.Message ?? exception.Message).Split(": ", 2)[^1].TrimEnd('.', ' ') is { Length: > 0 } said
            ? char.ToLowerInvariant(said[0]) + said[1..]
            : "unreadable";

    void Report(Mark mark, string message) => Report((int)mark.Line, (int)mark.Column, message);

    void Report(int line, int column, string message) =>
        _problems.Add(new PipelineProblem(new SourcePosition(_source, _withPlaces ? line : 0, _withPlaces ? column : 0), message));

    SourcePosition At(Mark mark) => _withPlaces ? new SourcePosition(_source, (int)mark.Line, (int)mark.Column) : new SourcePosition(_source, 0, 0);
}
