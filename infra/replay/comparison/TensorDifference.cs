using System.Globalization;
using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>The first tensor whose values differ, with how much of it does.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Dtype">The format's name of its element type, such as <c>F32</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="FirstIndex">The first element that differs, row-major; one number per dimension.</param>
/// <param name="Left">Its value there.</param>
/// <param name="Right">Its value here.</param>
/// <param name="Elements">Elements in all.</param>
/// <param name="Differing">How many differ in their bits.</param>
/// <param name="MaxAbsolute">The largest |left - right|; infinite where one is NaN or infinite and the other is not.</param>
/// <param name="MaxRelative">The largest |left - right| / max(|left|, |right|), in [0,2], or infinite as above.</param>
/// <param name="MaxUlps">The largest distance counted in numbers of the type; for integers the distance itself.</param>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)] // a value may be no number
public sealed record TensorDifference(
    string Tensor, string Dtype, IReadOnlyList<long> Shape, IReadOnlyList<long> FirstIndex, double Left, double Right,
    long Elements, long Differing, double MaxAbsolute, double MaxRelative, double MaxUlps) : Difference
{
    /// <summary>The share of elements that differ, in (0,1].</summary>
    public double Share => (double)Differing / Elements;

    /// <inheritdoc/>
    public override string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"tensor {Tensor} ({Dtype} [{string.Join(", ", Shape)}]): {Differing} of {Elements} elements differ ({Share:P2}), first [{string.Join(", ", FirstIndex)}]: "
        + $"{Left:R} there, {Right:R} here; at most {MaxAbsolute:G3} absolute, {MaxRelative:G3} relative, {MaxUlps:N0} ULP");
}
