namespace Rampart.Learning.Data;

/// <summary>The size of an image.</summary>
/// <param name="Channels">1 for grey, 3 for colour.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Pixels per row.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Values per image.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Volume => checked(Channels * Height * Width);
}
