namespace Rampart.Learning.Objectives;

/// <summary>Which preference loss is minimised; the formulas stand at the functions of <see cref="PreferenceLosses"/>.</summary>
public enum PreferenceKind
{
    /// <summary>DPO; with label smoothing, conservative DPO.</summary>
    Sigmoid,

    /// <summary>DPO that is unbiased under flipped labels; label smoothing is the share of these.</summary>
    Robust,

    /// <summary>DPO with each log-ratio divided by its answer's length.</summary>
    LengthNormalised,

    /// <summary>DPO without a reference.</summary>
    ReferenceFree,

    /// <summary>A hinge at a margin of one.</summary>
    Hinge,

    /// <summary>IPO, per token.</summary>
    Ipo,

    /// <summary>SPPO with certain preferences.</summary>
    SppoHard,

    /// <summary>KTO's idea for pairs, in BCO's form.</summary>
    KtoPair,

    /// <summary>NCA for pairs.</summary>
    NcaPair,

    /// <summary>APO-zero.</summary>
    ApoZero,

    /// <summary>APO-down.</summary>
    ApoDown,

    /// <summary>SimPO: mean log-probabilities, a margin, no reference.</summary>
    Simpo,

    /// <summary>ORPO: likelihood and odds ratio, no reference; beta is its lambda.</summary>
    Orpo,
}
