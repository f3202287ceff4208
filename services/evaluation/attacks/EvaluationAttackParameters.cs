using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The attack of an evaluation. Adding one is its record and one line here.</summary>
[Variant("noise", typeof(NoiseParameters))]
[Variant("apgd-ce", typeof(ApgdCrossEntropyParameters))]
[Variant("apgd-dlr", typeof(ApgdDlrParameters))]
[Variant("apgd-t", typeof(ApgdTargetedParameters))]
[Variant("fab-t", typeof(FabTargetedParameters))]
[Variant("square", typeof(SquareParameters))]
[Variant("autoattack", typeof(AutoAttackParameters))]
[Variant("rgf", typeof(RgfParameters))]
[Variant("transfer", typeof(TransferParameters))]
[Variant("embedding-match", typeof(EmbeddingMatchParameters))]
[Variant("attackvlm", typeof(AttackVlmParameters))]
[Variant("vlm-ensemble", typeof(VlmEnsembleParameters))]
[Variant("stealthy-targeted", typeof(StealthyTargetedParameters))]
[Variant("universal", typeof(UniversalParameters))]
[Variant("latent", typeof(LatentParameters))]
public abstract record EvaluationAttackParameters
{
    /// <summary>The norm.</summary>
    [Description("How perturbations are measured.")]
    public Norm Norm { get; init; } = Norm.Linf;

    /// <summary>How results name it.</summary>
    internal abstract string Name { get; }

    /// <summary>How many classes it compares; 0 for an attack that needs no class logits and so works on generated answers too.</summary>
    internal virtual int LeastClasses => 0;

    /// <summary>The names of the attacks that it is composed of, in order; one for a plain attack.</summary>
    internal virtual IReadOnlyList<string> Members => [Name];

    /// <summary>The stages whose models it needs beside the attacked one, by the model's name in a work item's inputs.</summary>
    internal virtual IReadOnlyDictionary<string, string> OtherModels => new Dictionary<string, string>();

    /// <summary>The split of samples that it is fitted on, or null.</summary>
    internal virtual string? FittedOn => null;

    /// <summary>Whether a pass goes on from what earlier ones have found.</summary>
    internal virtual bool Remembers => false;

    /// <summary>The score up to which a sample counts as fallen, for attacks that go on until an answer is bad enough; null where wrong is enough.</summary>
    internal virtual double? FallenAt(EvaluationTask task) => null;

    /// <summary>What is wrong with it in this evaluation.</summary>
    internal virtual IEnumerable<ParameterFault> CheckIn(EvaluationParameters evaluation) => [];

    /// <summary>It as work items state it: inputs, not names of stages, decide what comes out.</summary>
    internal virtual EvaluationAttackParameters InWork() => this;

    /// <summary>The attacks that run at a radius, one after the other on what still stands.</summary>
    internal abstract IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon);
}
