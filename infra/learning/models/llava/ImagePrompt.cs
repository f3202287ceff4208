namespace Rampart.Learning.Models;

/// <summary>Prompts cut at their image placeholder.</summary>
/// <param name="Prefix">The tokens before the image, which all prompts share.</param>
/// <param name="Suffixes">The tokens behind it.</param>
internal sealed record ImagePrompt(int[] Prefix, int[][] Suffixes)
{
    /// <exception cref="ArgumentException">A prompt has no or several placeholders, or the beginnings differ.</exception>
    public static ImagePrompt Split(IReadOnlyList<int[]> prompts, int imageId)
    {
        int[]? prefix = null;
        var suffixes = new int[prompts.Count][];
        for (int i = 0; i < prompts.Count; i++)
        {
            int at = Array.IndexOf(prompts[i], imageId);
            if (at < 0 || Array.LastIndexOf(prompts[i], imageId) != at)
            {
                throw new ArgumentException($"Prompt {i} has {prompts[i].Count(token => token == imageId)} image placeholders; give exactly one.");
            }

            prefix ??= prompts[i][..at];
            if (!prefix.AsSpan().SequenceEqual(prompts[i].AsSpan(0, at)))
            {
                throw new ArgumentException($"Prompt {i} begins unlike prompt 0 before its image; give a batch one common beginning.");
            }

            suffixes[i] = prompts[i][(at + 1)..];
        }

        return new ImagePrompt(prefix ?? [], suffixes);
    }
}
