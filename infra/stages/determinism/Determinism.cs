using System.Globalization;

namespace Rampart.Stages;

/// <summary>What a stage promises about two executions of the same work.</summary>
public abstract record Determinism
{
    Determinism()
    {
    }

    /// <summary>The promise as people read and write it: <c>bitwise</c>, <c>bitwise-per-device</c> or <c>tolerance(t)</c>.</summary>
    public abstract string Word { get; }

    /// <summary>The same bytes, wherever it runs. For stages that compute with integers, texts and single IEEE operations alone.</summary>
    public sealed record Bitwise : Determinism
    {
        /// <inheritdoc/>
        public override string Word => "bitwise";
    }

    /// <summary>
    /// The same bytes where the fingerprints are equal. Elsewhere sums may be rounded differently, and what follows from them may be anything;
    /// nothing is promised about how far.
    /// </summary>
    public sealed record BitwisePerDevice : Determinism
    {
        /// <inheritdoc/>
        public override string Word => "bitwise-per-device";
    }

    /// <summary>
    /// The same outputs wherever it runs, but for floating-point numbers, of which x there and y here are at most <c>t * max(1, |x|, |y|)</c> apart.
    /// Everything else (names, shapes, integers, texts) is the same.
    /// </summary>
    /// <param name="Most">t, above 0.</param>
    public sealed record Tolerance(double Most) : Determinism
    {
        /// <inheritdoc/>
        public override string Word => string.Create(CultureInfo.InvariantCulture, $"tolerance({Most:R})");
    }
}
