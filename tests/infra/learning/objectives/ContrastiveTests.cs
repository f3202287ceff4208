using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Objectives;

public sealed class ContrastiveTests
{
    [Fact]
    public void Identical_pairs_cost_ln_of_the_batch()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var contrastive = new Contrastive(bundle.Clip(), new ContrastiveOptions());
        TrainingBatch one = TinyModels.Batch(1);
        var same = new TrainingBatch([1UL, 2UL, 3UL, 4UL, 5UL], one.Pixels.expand(5, 3, 8, 8).contiguous())
        {
            CaptionTokens = one.CaptionTokens!.expand(5, 4).contiguous(),
        };
        Assert.Equal(Math.Log(5), contrastive.Loss(same, new StepContext(0, 1)).Value.item<float>(), 1e-4);
    }

    [Fact]
    public void The_temperature_stays_within_its_bound_after_a_step()
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using var contrastive = new Contrastive(bundle.Clip(), new ContrastiveOptions());
        using (no_grad())
        {
            bundle.Text!.LogitScale.fill_(7);
        }

        contrastive.AfterStep();
        Assert.Equal(Math.Log(100), bundle.Text!.LogitScale.item<float>(), 1e-6);
    }
}
