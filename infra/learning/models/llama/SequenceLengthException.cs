namespace Rampart.Learning.Models;

/// <summary>A prompt with its image, what the model puts beside it, and its answer are longer than the decoder can read.</summary>
/// <param name="length">Positions that are needed.</param>
/// <param name="positions">Positions that there are.</param>
public sealed class SequenceLengthException(long length, int positions) : ArgumentException(
    $"A sequence of {length} positions is longer than the decoder's {positions} ('max_position_embeddings'). "
    + "Give the decoder more, or shorten questions, answers, safety hints, principles or learned tokens.")
{
    /// <summary>Positions that are needed.</summary>
    public long Length { get; } = length;

    /// <summary>Positions that there are.</summary>
    public int Positions { get; } = positions;
}
