using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Planning;

namespace Rampart.Pipeline;

/// <summary>Asks every kind whether its stages agree with those that they refer to, once each is valid on its own and none waits for itself.</summary>
sealed class StageAgreement(IReadOnlyList<PipelineStage> stages, StageCatalog catalog)
{
    readonly IReadOnlyDictionary<string, PipelineStage> _stages = stages.ToDictionary(stage => stage.Name, StringComparer.Ordinal);

    /// <summary>Reports what does not agree to the stage's notes; the rounds of one stage tell it once.</summary>
    public void Check(IEnumerable<StageDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            foreach (var fault in catalog[draft.Kind!.Kind].Agreement(View(_stages[draft.Name])))
            {
                var problem = new PipelineProblem(
                    draft.Notes.PositionOf(fault.Path), $"{fault.What} (in {draft.Notes.Owner}). {fault.Fix}");
                if (!draft.Notes.Problems.Contains(problem))
                {
                    draft.Notes.Problems.Add(problem);
                }
            }
        }
    }

    StageView View(PipelineStage stage) =>
        new(stage.Name, stage.Parameters, text => View(_stages[stage.Links.First(link => link.Text == text).Stage]));
}
