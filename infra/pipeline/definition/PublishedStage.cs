using Rampart.Pipeline.Binding;

namespace Rampart.Pipeline;

/// <summary>Finds the stage whose model is a run's result, and what becomes of it.</summary>
sealed class PublishedStage(BindingNotes notes, ReferenceResolver resolver)
{
    const string Publish = "publish", Promoted = "promotion", PromotedStage = "promotion.stage";

    /// <summary>The flat name of the stage that <c>publish</c> names; null when it names none that makes a model.</summary>
    public string? Of(PipelineHeader? header) => header?.Publish is { } publish ? Find(publish, Publish) : null;

    /// <summary>What <c>promotion</c> says; null when it says nothing, or nothing that could be done.</summary>
    public PromotionRule? Promotion(PipelineHeader? header, string? publish, IEnumerable<StageDraft> stages)
    {
        if (header?.Promotion is not { } promotion)
        {
            return null;
        }
        if (!stages.Any(stage => stage is { Kind: { } kind, Parameters: { } parameters } && kind.ChecksGates(parameters)))
        {
            notes.Report(notes.PositionOf(Promoted), "\"promotion\" needs gates, and no stage has any: whatever a run makes would be promoted. Add gates to the evaluation.");
        }
        if (promotion.Stage is null && header.Publish is null)
        {
            notes.Report(notes.PositionOf(Promoted), "\"promotion\" does not say whose model is meant. Name the stage with \"stage\", or with \"publish\".");
        }
        var stage = promotion.Stage is { } named ? Find(named, PromotedStage) : publish;
        if (stage is not null && resolver[stage].Kind is { Command: null } kind)
        {
            notes.Report(notes.PositionOf(PromotedStage), $"\"promotion\" means \"{stage}\", a stage of kind {kind.Kind}, whose model is in the registry already. Name a stage that trains one.");
        }
        return stage is null ? null : new PromotionRule(promotion.Model, stage, promotion.Candidate, promotion.To, promotion.WhenMoved);
    }

    string? Find(string text, string path)
    {
        var position = notes.PositionOf(path);
        if (resolver.Find(text, null) is not { Part: null } link)
        {
            notes.Report(position, $"{Name(path)} names the unknown stage \"{text}\"{Nearest.Hint(text, resolver.Known(null))}");
            return null;
        }
        if (resolver[link.Stage].Kind is { OffersModel: false } kind)
        {
            notes.Report(position, $"{Name(path)} names \"{text}\", a stage of kind {kind.Kind}, which makes no model. Name a stage that trains one.");
        }
        return link.Stage;
    }

    static string Name(string path) => path == Publish ? $"\"{Publish}\"" : "\"stage\" in promotion of the pipeline";
}
