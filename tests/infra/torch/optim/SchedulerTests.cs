using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace Rampart.Torch.Tests.Optimizers;

public sealed class SchedulerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Theory]
    [InlineData("LambdaLR")]
    [InlineData("StepLR")]
    [InlineData("CosineAnnealingLR")]
    [InlineData("LinearLR")]
    [InlineData("OneCycleLR")]
    [InlineData("OneCycleLR_three")]
    [InlineData("SequentialLR")]
    public void Twelve_rates_and_momenta_agree_with_PyTorch(string name)
    {
        Figures figures = Figures.Of("optim.json", name);
        using AdamW optimizer = optim.AdamW([new Parameter(zeros(1))], lr: 0.2);
        LRScheduler scheduler = Make(name, optimizer);
        List<double> rates = [];
        List<double> betas = [];
        for (int i = 0; i < 12; i++)
        {
            ILearningRateController group = optimizer.ParamGroups.Single();
            rates.Add(group.LearningRate);
            betas.Add(((IBetas)group).Betas.Item1);
            if (i < 11)
            {
                scheduler.step();
                Assert.Equal(group.LearningRate, scheduler.get_last_lr().Single());
            }
        }

        figures.Agrees("rates", tensor(rates.ToArray()), 1e-12);
        figures.Agrees("betas", tensor(betas.ToArray()), 1e-12);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_as_in_PyTorch()
    {
        Figures figures = Figures.Of("optim.json", "ReduceLROnPlateau");
        using SGD optimizer = optim.SGD([new Parameter(zeros(1))], 0.2);
        LRScheduler scheduler = ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1, cooldown: 1);
        List<double> rates = [];
        foreach (double metric in figures.Values("metric"))
        {
            scheduler.step(metric);
            rates.Add(optimizer.ParamGroups.Single().LearningRate);
        }

        Assert.Equal(figures.Values("rates"), rates);
        Assert.Throws<InvalidOperationException>(() => scheduler.step());
    }

    public void Dispose() => _scope.Dispose();

    private static LRScheduler Make(string name, Optimizer optimizer) => name switch
    {
        "LambdaLR" => LambdaLR(optimizer, step => 1.0 / (1 + step)),
        "StepLR" => StepLR(optimizer, 3, 0.5),
        "CosineAnnealingLR" => CosineAnnealingLR(optimizer, 5, 0.01),
        "LinearLR" => LinearLR(optimizer, 0.1, 1.0, 4),
        "OneCycleLR" => OneCycleLR(optimizer, 0.3, total_steps: 12),
        "OneCycleLR_three" => OneCycleLR(
            optimizer, 0.3, total_steps: 12, three_phase: true, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear),
        _ => SequentialLR(optimizer, [LinearLR(optimizer, 0.1, 1.0, 4), CosineAnnealingLR(optimizer, 8)], [4]),
    };
}
