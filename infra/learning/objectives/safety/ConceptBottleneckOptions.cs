using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="ConceptBottleneck"/>.</summary>
public sealed record ConceptBottleneckOptions
{
    /// <summary>The stage.</summary>
    public BottleneckStage Stage { get; init; }

    /// <summary>Weight of both classifiers' losses in the first stage, in [0, 1000]; 10 in the published code, 1 in its supplement.</summary>
    [Range(0.0, 1000.0)]
    public double RiskWeight { get; init; } = 10;

    /// <summary>The parts that train in the second stage: tower, projector, decoder.</summary>
    public IReadOnlyCollection<ModelPart> Trains { get; init; } = [ModelPart.Decoder];
}

/// <summary>What a stage of the concept bottleneck trains.</summary>
public enum BottleneckStage
{
    /// <summary>Stage I: the safety modules; the model is frozen, and no hints are given.</summary>
    Modules,

    /// <summary>Stage II: the model, with hints; the safety modules are frozen.</summary>
    Model,
}
