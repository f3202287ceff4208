namespace Rampart.Learning.Models;

/// <summary>The standard deviations of fresh CLIP weights, as Hugging Face's CLIP sets them (initializer_factor 1).</summary>
internal static class ClipStartValues
{
    private const double Embedding = 0.02;

    /// <summary>The deviation for a parameter, or null for biases, norms and the temperature.</summary>
    /// <param name="name">The parameter's Hugging Face name.</param>
    /// <param name="width">Width of the tower.</param>
    /// <param name="layers">Number of its layers; the residual branches shrink with it.</param>
    public static double? Deviation(string name, int width, int layers)
    {
        double projection = 1 / Math.Sqrt(width);
        double branch = projection / Math.Sqrt(2 * layers);
        return name switch
        {
            _ when name.EndsWith(".bias", StringComparison.Ordinal) || name.Contains("norm", StringComparison.Ordinal) => null,
            _ when name.Contains("_proj.", StringComparison.Ordinal) =>
                name.EndsWith("out_proj.weight", StringComparison.Ordinal) ? projection : branch,
            _ when name.EndsWith("fc1.weight", StringComparison.Ordinal) => 1 / Math.Sqrt(2 * width),
            _ when name.EndsWith("fc2.weight", StringComparison.Ordinal) => branch,
            _ when name.EndsWith("class_embedding", StringComparison.Ordinal) => projection,
            _ when name.EndsWith("_projection.weight", StringComparison.Ordinal) => projection,
            _ when name.EndsWith("_embedding.weight", StringComparison.Ordinal) => Embedding,
            _ => null,
        };
    }
}
