namespace Rampart.Learning.Attacks;

/// <summary>How the size of a perturbation is measured.</summary>
public enum Norm
{
    /// <summary>The largest absolute change of any pixel value.</summary>
    Linf,

    /// <summary>The Euclidean length of the change over all pixel values of an image.</summary>
    L2,
}
