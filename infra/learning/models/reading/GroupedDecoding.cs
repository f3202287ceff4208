using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Answers under way in several groups of a batch, seen as one.</summary>
/// <param name="groups">The rows of each group, [rows] int64, with its answers.</param>
internal sealed class GroupedDecoding(IReadOnlyList<(Tensor Rows, IDecoding Answers)> groups) : IDecoding
{
    private readonly Tensor _order = cat([.. groups.Select(group => group.Rows)], 0).argsort();

    public Tensor First() => Joined([.. groups.Select(group => group.Answers.First())]);

    public Tensor Next(Tensor ids) => Joined([.. groups.Select(group => group.Answers.Next(ids.index_select(0, group.Rows)))]);

    public void Dispose()
    {
        foreach ((_, IDecoding answers) in groups)
        {
            answers.Dispose();
        }
    }

    private Tensor Joined(Tensor[] logits) => cat(logits, 0).index_select(0, _order);
}
