namespace Rampart.Learning.Objectives;

/// <summary>How far apart two sets of features are.</summary>
public enum FeatureMetric
{
    /// <summary>The sum of squared differences, as FARE's paper has it.</summary>
    SquaredL2,

    /// <summary>The sum of absolute differences.</summary>
    L1,
}
