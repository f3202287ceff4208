namespace TorchSharp;

/// <summary>What lies outside the border.</summary>
public enum PaddingModes
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
    Constant = 4,
}

/// <summary>How much a convolution pads: nothing, or so much that the size stays.</summary>
public enum Padding
{
    Valid = 0,
    Same = 1,
}
