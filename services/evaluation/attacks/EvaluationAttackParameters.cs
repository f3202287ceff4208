using System.ComponentModel;
using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The attack of an evaluation. Adding one is its record and one line here.</summary>
[Variant("apgd-ce", typeof(ApgdCrossEntropyParameters))]
[Variant("apgd-dlr", typeof(ApgdDlrParameters))]
[Variant("apgd-t", typeof(ApgdTargetedParameters))]
[Variant("fab-t", typeof(FabTargetedParameters))]
[Variant("square", typeof(SquareParameters))]
[Variant("autoattack", typeof(AutoAttackParameters))]
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

    /// <summary>The attacks that run at a radius, one after the other on what still stands.</summary>
    internal abstract IReadOnlyList<AttackPass> Passes(AttackedTask task, double epsilon);
}
