using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The knobs of one segment of a training.</summary>
public sealed record TrainingWork
{
    /// <summary>The shape of a new CLIP model, if it is one.</summary>
    public NewClipParameters? Create { get; init; }

    /// <summary>The shape of a decoder to be added, if one is.</summary>
    public NewLanguageParameters? Extend { get; init; }

    /// <summary>Adapters to be put on the model, if any are.</summary>
    [AddedLater]
    public LoraParameters? Lora { get; init; }

    /// <summary>Whether adapters that the model carries are merged into its weights.</summary>
    [AddedLater]
    public bool Merge { get; init; }

    /// <summary>A learned prompt for the text tower, if it gets one.</summary>
    [AddedLater]
    public LearnedPromptParameters? Prompt { get; init; }

    /// <summary>Safety modules to be put beside the model, if any are.</summary>
    [AddedLater]
    public SafetyModuleParameters? Safety { get; init; }

    /// <summary>How its safety modules steer answers, if that is said anew.</summary>
    [AddedLater]
    public HintParameters? Hints { get; init; }

    /// <summary>A defence to be put on the model, if one is.</summary>
    [AddedLater]
    public DefenceParameters? Defence { get; init; }

    /// <summary>What is learned; null when the model is only put together.</summary>
    public required ObjectiveParameters? Objective { get; init; }

    /// <summary>The optimizer.</summary>
    public required OptimizerParameters Optimizer { get; init; }

    /// <summary>Samples per step.</summary>
    public required int Batch { get; init; }

    /// <summary>Samples in memory at a time; 0 for the whole batch.</summary>
    [AddedLater]
    public int MicroBatch { get; init; }

    /// <summary>Whether layers are computed again in backward passes.</summary>
    [AddedLater]
    public bool GradientCheckpointing { get; init; }

    /// <summary>The first step of the segment.</summary>
    public required int FirstStep { get; init; }

    /// <summary>Steps of the segment.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps of the whole training.</summary>
    public required int TotalSteps { get; init; }

    internal int EndStep => FirstStep + Steps;

    internal bool IsLast => EndStep == TotalSteps;
}
