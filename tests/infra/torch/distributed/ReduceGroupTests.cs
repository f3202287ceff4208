using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Distributed;

public sealed class ReduceGroupTests
{
    [Fact]
    public void Members_get_the_sum_of_what_each_has_whatever_their_number()
    {
        Assert.True(ReduceGroup.HasGloo, "The binding was built without gloo's headers: install libgloo-dev.");
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "members");
        const int count = 3;
        var sums = new float[count][];
        Thread[] members = [.. Enumerable.Range(0, count).Select(rank => new Thread(() =>
        {
            using ReduceGroup group = ReduceGroup.Join(file, rank, count, isCuda: false);
            using var scope = NewDisposeScope();
            Tensor own = tensor(new[] { rank + 1f, 10f * rank }), other = tensor(new[] { 1f });
            ReduceGroup.Reduction first = group.Reduce(own), second = group.Reduce(other);
            first.Wait();
            second.Wait();
            sums[rank] = [.. own.data<float>().ToArray(), .. other.data<float>().ToArray()];
        }))];
        Array.ForEach(members, member => member.Start());
        Array.ForEach(members, member => member.Join());
        Assert.All(sums, sum => Assert.Equal([6f, 30f, 3f], sum));
    }
}
