namespace Rampart.Reporting.Images;

/// <summary>Makes a perturbation visible.</summary>
public static class Difference
{
    /// <summary>Mid-grey where nothing changed; black and white where a pixel changed by the whole radius.</summary>
    /// <param name="clean">8-bit pixels.</param>
    /// <param name="adversarial">8-bit pixels of the same shape.</param>
    /// <param name="epsilon">The radius on pixels in [0,1]; more than 0.</param>
    public static byte[] Amplify(ReadOnlySpan<byte> clean, ReadOnlySpan<byte> adversarial, double epsilon)
    {
        var visible = new byte[clean.Length];
        for (var i = 0; i < clean.Length; i++)
        {
            var share = (adversarial[i] - clean[i]) / (255 * epsilon);
            visible[i] = (byte)Math.Clamp(Math.Round(127.5 + 127.5 * share), 0, 255);
        }
        return visible;
    }
}
