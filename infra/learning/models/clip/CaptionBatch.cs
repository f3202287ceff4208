using Rampart.Learning.Tokenization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Captions as the text tower takes them: begin token, tokens, end token, padding.</summary>
public static class CaptionBatch
{
    /// <summary>Tokenises captions; longer ones are cut so that the end token stays.</summary>
    /// <param name="tokenizer">The tokenizer of the tower.</param>
    /// <param name="captions">At least one text.</param>
    /// <param name="maxLength">The tower's positions (<see cref="ClipTextConfig.MaxPositions"/>), at least 2.</param>
    /// <returns>[captions, longest] int64.</returns>
    public static Tensor Create(BpeTokenizer tokenizer, IReadOnlyList<string> captions, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        ArgumentOutOfRangeException.ThrowIfZero(captions.Count);
        int[][] rows = [.. captions.Select(caption => tokenizer.Encode(caption))];
        int length = Math.Min(maxLength, rows.Max(row => row.Length) + 2);
        var ids = new long[rows.Length * length];
        Array.Fill(ids, tokenizer.PadId);
        for (int i = 0; i < rows.Length; i++)
        {
            int kept = Math.Min(rows[i].Length, length - 2);
            int at = i * length;
            ids[at] = tokenizer.BosId;
            for (int t = 0; t < kept; t++)
            {
                ids[at + 1 + t] = rows[i][t];
            }

            ids[at + 1 + kept] = tokenizer.EosId;
        }

        return tensor(ids).view(rows.Length, length);
    }
}
