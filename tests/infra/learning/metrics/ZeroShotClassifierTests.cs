using Rampart.Learning.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Metrics;

public sealed class ZeroShotClassifierTests
{
    [Fact]
    public void Class_vectors_are_normalised_means_of_normalised_templates()
    {
        using var scope = NewDisposeScope();
        // Class 0: directions (1,0) and (0,1), the first ten times as long; class 1: (-1,0) twice.
        Tensor templates = torch.tensor(new[] { 10f, 0f, 0f, 1f, -1f, 0f, -2f, 0f }).reshape(2, 2, 2);
        using ZeroShotClassifier classifier = ZeroShotClassifier.FromTemplates(templates, scale: 10);
        float half = (float)Math.Sqrt(0.5);
        Assert.True(classifier.ClassEmbeddings.allclose(torch.tensor(new[,] { { half, half }, { -1f, 0f } })));

        Tensor logits = classifier.Logits(torch.tensor(new[,] { { 0f, 5f }, { -3f, 0f } }));
        Assert.True(logits.allclose(torch.tensor(new[,] { { 10 * half, 0f }, { -10 * half, 10f } }), atol: 1e-5));
        Assert.Equal([true, false], ZeroShotClassifier.IsCorrect(logits, torch.tensor(new[] { 0L, 0L })).data<bool>().ToArray());
    }

    [Fact]
    public void Templates_of_a_wrong_shape_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => ZeroShotClassifier.FromTemplates(torch.zeros([2, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => ZeroShotClassifier.FromTemplates(torch.zeros([2, 3, 4]), scale: 0));
    }
}
