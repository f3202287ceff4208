using System.Security.Cryptography;
using System.Text;
using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Comparison;
using Rampart.Pipeline.Triggers;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>Reads pipeline files into definitions that are valid in every respect that can be told without running them.</summary>
public sealed class PipelineReader(StageCatalog catalog)
{
    const int LargestFile = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; messages name it as it is given here.</param>
    /// <param name="overrides">Changes as <c>path=value</c>, for example <c>fare.objective.epsilon=4/255</c>.</param>
    /// <exception cref="PipelineException">The file or an override is not valid; the exception lists every mistake.</exception>
    public PipelineDefinition ReadFile(string path, IEnumerable<string> overrides)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[LargestFile + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestFile)
            {
                throw Single(path, $"the file has more than {LargestFile} bytes, and no more are read. Keep data out of the pipeline file.");
            }
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length));
            return Read(text.TrimStart('\uFEFF'), path, overrides);
        }
        catch (DecoderFallbackException)
        {
            throw Single(path, "the file is not UTF-8 text. Save it as UTF-8.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Single(path, $"the file can't be read: {exception.Message} Check the path and its permissions.");
        }
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="source">What messages call it, usually the file's name.</param>
    /// <param name="overrides">Changes as <c>path=value</c>.</param>
    /// <exception cref="PipelineException">The text or an override is not valid; the exception lists every mistake.</exception>
    public PipelineDefinition Read(string text, string source, IEnumerable<string> overrides)
    {
        var problems = new List<PipelineProblem>();
        var parsed = YamlParser.Parse(text, source, problems);
        if (parsed is not YamlMap root)
        {
            throw Invalid(problems, parsed, "a pipeline is a group of keys: name, seed and stages. Begin with these.");
        }
        root = Overrides.Apply(root, overrides, problems);
        var notes = new BindingNotes("the pipeline", problems);
        var header = (PipelineHeader?)new ParameterBinder(notes).Bind(root, typeof(PipelineHeader), PipelineHeader.Stages);
        if (root[PipelineHeader.Stages] is not YamlMap { Entries.Count: > 0 } stages)
        {
            throw Invalid(problems, root[PipelineHeader.Stages] ?? root, "the pipeline has no stages. Add them under \"stages\".");
        }
        var tree = new StageReader(catalog, problems).Read(stages);
        var resolver = new ReferenceResolver(tree, catalog);
        var flat = tree.Drafts.Select(draft => (draft, links: resolver.Links(draft))).ToList();
        foreach (var group in tree.Groups)
        {
            resolver.Links(group);
        }
        var published = new PublishedStage(notes, resolver);
        var publish = published.Of(header);
        var promotion = published.Promotion(header, publish, tree.Drafts);
        WatchedStages.Check(header?.Triggers, notes, name => resolver.Find(name, null) is { Part: null } link ? resolver[link.Stage] : null, resolver.Known(null));
        ComparedModels.Check(header?.Comparison, notes, tree.Drafts);
        if (problems.Count > 0 || header is null)
        {
            throw Invalid(problems, null, "");
        }
        var unordered = flat.Select(item => new PipelineStage(
            item.draft.Name, item.draft.Kind!.Kind, item.draft.Parameters!, item.links, StageSeed.Of(header.Seed, item.draft.Name), item.draft.Position) { Compute = item.draft.Compute }).ToList();
        if (!StageOrder.TryOrder(unordered, out var ordered, out var circle))
        {
            throw Single(resolver.PositionOf(circle[0], circle[1]), $"the stages {string.Join(" -> ", circle)} wait for each other in a circle. Remove one of these references.");
        }
        new StageAgreement(ordered, catalog).Check(flat.Select(item => item.draft));
        if (problems.Count > 0)
        {
            throw Invalid(problems, null, "");
        }
        var resolved = Resolved(header, tree);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(resolved)));
        return new PipelineDefinition(header.Name, header.Seed, header.Precision, ordered, publish, resolved, digest)
        {
            Device = header.Device ?? DeviceWord.Auto,
            Deterministic = header.Deterministic ?? true,
            VerifyShare = header.VerifyShare,
            Promotion = promotion,
            Triggers = header.Triggers,
            Comparison = header.Comparison,
        };
    }

    static string Resolved(PipelineHeader header, StageTree tree)
    {
        var entries = ParameterRenderer.Map(header, typeof(PipelineHeader)).Entries.ToList();
        var stages = ParameterRenderer.Entry(PipelineHeader.Stages, new YamlMap(tree.Resolved, default));
        var publish = entries.FindIndex(entry => entry.Key is "publish" or "promotion" or "comparison");
        entries.Insert(publish < 0 ? entries.Count : publish, stages);
        return YamlWriter.Write(new YamlMap(entries, default));
    }

    static PipelineException Invalid(List<PipelineProblem> problems, YamlValue? place, string message)
    {
        if (place is not null && message.Length > 0)
        {
            problems.Add(new PipelineProblem(place.Position, message));
        }
        return new PipelineException([.. problems.Distinct().OrderBy(problem => problem.Position.Line).ThenBy(problem => problem.Position.Column)]);
    }

    static PipelineException Single(string source, string message) => Single(new SourcePosition(source, 0, 0), message);

    static PipelineException Single(SourcePosition position, string message) => new([new PipelineProblem(position, message)]);
}
