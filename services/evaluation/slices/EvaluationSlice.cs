namespace Rampart.Evaluation;

/// <summary>By what samples are divided into slices.</summary>
public enum EvaluationSlice
{
    /// <summary>By the right answer: the class, or yes and no.</summary>
    Class,

    /// <summary>By the type of the risk; of task risk.</summary>
    RiskType,

    /// <summary>By the level of the risk; of task risk.</summary>
    RiskLevel,
}
