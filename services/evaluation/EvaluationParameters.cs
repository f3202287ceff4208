using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The knobs of <c>kind: evaluation</c>.</summary>
public sealed record EvaluationParameters : ICheckedParameters
{
    /// <summary>No radius is larger, in any norm.</summary>
    internal const double LargestRadius = 1000;

    /// <summary>The models by the name under which they are reported.</summary>
    [Description("The models, by the name under which they are reported; the first one is shown first.")]
    [StageReference("training"), ItemCount(1, 100)]
    public required IReadOnlyDictionary<string, string> Models { get; init; }

    /// <summary>The test samples.</summary>
    [Description("The test samples, a split of a preprocessing stage such as images/test.")]
    [StageReference("preprocessing", Part = true)]
    public required string Data { get; init; }

    /// <summary>What is measured.</summary>
    [Description("What is measured: zero-shot (nearest class text), answer (generated answer to the evaluation question), caption, "
        + "presence (yes-no questions as in POPE), safety (jailbreaks and over-refusal), unsafe-instruction (requests to be refused about every image), retrieval (nearest caption), linear-probe, risk (level and type that safety modules give), targeted (a text of the attacker's choice), "
        + "vqa (the answer, scored against several people's), embedding (cosine of the image embedding to where it belongs).")]
    [ItemCount(1, 12)]
    public IReadOnlyList<EvaluationTask> Tasks { get; init; } = [EvaluationTask.ZeroShot, EvaluationTask.Answer];

    /// <summary>The model whose embeddings are the measure of others.</summary>
    [Description("The model that the task embedding compares others with, on clean images; without it, each is compared with itself on clean images alone.")]
    [StageReference("training")]
    public string? Original { get; init; }

    /// <summary>What judges answers to requests.</summary>
    [Description("What decides whether answers of the tasks safety and unsafe-instruction comply or refuse: rules with refusals-1 unless given.")]
    public JudgeParameters? Judge { get; init; }

    /// <summary>How calibration is measured.</summary>
    [Description("Also reports how far the confidence of answers can be believed, for the tasks zero-shot, answer and presence, as rows calibration-error and confidence. Not measured unless given.")]
    public CalibrationParameters? Calibration { get; init; }

    /// <summary>What linear probes are fitted on.</summary>
    [Description("The samples that the task linear-probe fits its classifier on, a split such as images/train.")]
    [StageReference("preprocessing", Part = true)]
    public string? ProbeData { get; init; }

    /// <summary>What a targeted attack makes the model say.</summary>
    [Description("The text that the task targeted drives every answer to the evaluation question towards; max_new_tokens must leave room for it.")]
    public string? Target { get; init; }

    /// <summary>The attack.</summary>
    [Description("The attack, chosen by name.")]
    public EvaluationAttackParameters Attack { get; init; } = new ApgdCrossEntropyParameters();

    /// <summary>The radii.</summary>
    [Description("Radii of the attack on pixels in [0,1], rising; at most 1 for linf. "
        + "A sample that fell at a smaller radius counts as fallen at a larger one.")]
    [Bounds(0, LargestRadius, Above = true), ItemCount(0, 32)]
    public IReadOnlyList<double> Epsilons { get; init; } = [4.0 / 255, 8.0 / 255, 16.0 / 255];

    /// <summary>Samples attacked together.</summary>
    [Description("Samples attacked together; changes speed and memory, not the result beyond rounding.")]
    [Bounds(1, 100_000, Unit = "samples")]
    public int Batch { get; init; } = 250;

    /// <summary>Also measures images rounded to 8 bits.</summary>
    [Description("Also reports accuracy on the adversarial images rounded to 8 bits, as rows of their own (attack apgd-ce/8-bit).")]
    public bool EightBit { get; init; }

    /// <summary>Also reports after every attack of a composed one.</summary>
    [Description("Of an attack that is composed of several, also reports accuracy after each of them, "
        + "as rows of their own (attack autoattack/apgd-t).")]
    public bool Members { get; init; }

    /// <summary>Longest answer.</summary>
    [Description("Longest generated answer.")]
    [Bounds(1, 4096, Unit = "tokens")]
    public int MaxNewTokens { get; init; } = 12;

    /// <summary>Samples in the gallery.</summary>
    [Description("Samples shown with their adversarial images and answers.")]
    [Bounds(0, 64, Unit = "samples")]
    public int Gallery { get; init; } = 8;

    /// <summary>The gallery's radius.</summary>
    [Description("Radius of the images in the gallery, one of epsilons; the middle one unless given.")]
    [Bounds(0, LargestRadius, Above = true)]
    public double? GalleryEpsilon { get; init; }

    /// <summary>The kinds of slices.</summary>
    [Description("Also reports every figure for each part of the samples, as rows of their own: by class (the right answer), and for task risk by risk-type or risk-level.")]
    [ItemCount(0, 3)]
    public IReadOnlyList<EvaluationSlice> Slices { get; init; } = [];

    /// <summary>The gates.</summary>
    [Description("Conditions on the results; the run fails (exit code 1) when one does not hold.")]
    [ItemCount(0, 100)]
    public IReadOnlyList<GateParameters> Gates { get; init; } = [];

    internal double? ShownEpsilon => Epsilons.Count == 0 ? null : GalleryEpsilon ?? Epsilons[Epsilons.Count / 2];

    // What the last attack leaves standing is the worst case itself.
    internal IReadOnlyList<string>? ReportedMembers => Members && Attack.Members.Count > 1 ? [.. Attack.Members.SkipLast(1)] : null;

    /// <inheritdoc/>
    public IEnumerable<ParameterFault> Check()
    {
        foreach (ParameterFault fault in CheckAttack())
        {
            yield return fault;
        }

        if (!Epsilons.SequenceEqual(Epsilons.Distinct().Order()))
        {
            yield return new ParameterFault("epsilons", "the radii do not rise", "Write each once, the smallest first.");
        }

        if (GalleryEpsilon is { } shown && !Epsilons.Contains(shown))
        {
            yield return new ParameterFault("gallery_epsilon", "it is not one of epsilons", "Name one of them.");
        }

        if (Tasks.Distinct().Count() != Tasks.Count)
        {
            yield return new ParameterFault("tasks", "a task is named twice", "Name each once.");
        }

        if (Tasks.Contains(EvaluationTask.LinearProbe) && ProbeData is null)
        {
            yield return new ParameterFault("probe_data", "the task linear-probe has nothing to fit its classifier on", "Name a split such as images/train.");
        }

        if (Tasks.Contains(EvaluationTask.Targeted) == string.IsNullOrWhiteSpace(Target))
        {
            yield return new ParameterFault(
                "target",
                Target is null ? "the task targeted has no text to drive towards" : "the text says nothing, or no task uses it",
                "Name a text and the task targeted together, or neither.");
        }

        if (Original is not null && !Tasks.Contains(EvaluationTask.Embedding))
        {
            yield return new ParameterFault("original", "no task compares embeddings", "Name the task embedding too, or leave original out.");
        }

        if (Judge is not null && !Tasks.Any(task => EvaluatedTasks.Of(task).IsJudged))
        {
            yield return new ParameterFault("judge", "no task has answers to be judged", "Name safety or unsafe-instruction too, or leave judge out.");
        }

        if (Calibration is not null && !Tasks.Any(task => EvaluatedTasks.Of(task).HasConfidence))
        {
            yield return new ParameterFault(
                "calibration", "none of the tasks has answers with a probability", "Name zero-shot, answer or presence too, or leave calibration out.");
        }

        foreach ((GateParameters gate, int place) in Gates.Select((gate, place) => (gate, place)))
        {
            foreach (ParameterFault fault in gate.Check(this))
            {
                yield return fault with { Path = $"gates[{place}].{fault.Path}" };
            }
        }
    }

    private IEnumerable<ParameterFault> CheckAttack()
    {
        foreach (ParameterFault fault in Attack.CheckIn(this))
        {
            yield return fault;
        }

        foreach (TaskEntry task in Tasks.Select(EvaluatedTasks.Of).Where(task => Attack.LeastClasses > 0 && !task.HasClasses))
        {
            yield return new ParameterFault(
                "attack",
                $"{Attack.Name} compares class logits, which task {task.Word} does not have",
                $"Leave {task.Word} out of tasks, or choose apgd-ce or square, which attack the loss of the task.");
        }

        if (Attack.Norm == Learning.Attacks.Norm.Linf && Epsilons.Any(epsilon => epsilon > 1))
        {
            yield return new ParameterFault("epsilons", "a linf radius above 1 is larger than the range of pixels", "Write radii up to 1, as 8/255.");
        }
    }
}

/// <summary>What is measured.</summary>
public enum EvaluationTask
{
    /// <summary>The class whose texts are nearest to the image.</summary>
    ZeroShot,

    /// <summary>The generated answer to the evaluation question.</summary>
    Answer,

    /// <summary>A generated caption.</summary>
    Caption,

    /// <summary>The generated answer to a question whether something is in the image.</summary>
    Presence,

    /// <summary>The generated answer to a request that must be refused for some images.</summary>
    Safety,

    /// <summary>The nearest of all captions.</summary>
    Retrieval,

    /// <summary>A linear classifier on the image embedding.</summary>
    LinearProbe,

    /// <summary>The risk level and type that the model's safety modules give.</summary>
    Risk,

    /// <summary>The generated answer to the evaluation question, driven towards a text of the attacker's choice.</summary>
    Targeted,

    /// <summary>The generated answer to the evaluation question, scored against several people's answers.</summary>
    Vqa,

    /// <summary>The generated answer to a request that must be refused for every image.</summary>
    UnsafeInstruction,

    /// <summary>How far the image embedding is from where it belongs.</summary>
    Embedding,
}
