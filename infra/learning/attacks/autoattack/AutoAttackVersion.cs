namespace Rampart.Learning.Attacks;

/// <summary>Which attacks AutoAttack is made of.</summary>
public enum AutoAttackVersion
{
    /// <summary>APGD-CE, APGD-T, FAB-T, Square: the figure that papers report.</summary>
    Standard,

    /// <summary>APGD-CE, APGD-DLR and FAB with restarts, Square, APGD-T, FAB-T.</summary>
    Plus,

    /// <summary>APGD-CE and APGD-DLR through the mean of several passes, for models with random parts.</summary>
    Rand,
}
