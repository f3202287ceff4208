using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class EmbeddingMatchTests
{
    [Fact]
    public void The_loss_is_the_cosine_whatever_the_lengths()
    {
        using var scope = NewDisposeScope();
        Tensor targets = tensor(new[] { 0f, 5f, 3f, 4f }).reshape(2, 2);
        PerSampleLoss loss = EmbeddingMatch.Towards(pixels => pixels.flatten(1) * 7, targets);
        float[] cosines = Values(loss(tensor(new[] { 0.3f, 0.4f, 0.5f, 0f }).reshape(2, 1, 1, 2)).Loss);
        Assert.Equal(0.8f, cosines[0], 1e-6f);
        Assert.Equal(0.6f, cosines[1], 1e-6f);
    }

    [Fact]
    public void An_image_is_pulled_to_a_wrong_class_of_a_classifier_that_reads_the_embedding()
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean(), texts = ClassProblems.Weights();
        Func<Tensor, Tensor> embed = pixels => pixels.flatten(1) - 0.5;
        Tensor Answers(Tensor pixels) => embed(pixels).matmul((texts / texts.square().sum([1], keepdim: true).sqrt()).t()).argmax(1);
        Tensor wrong = (Answers(clean) + 2).remainder(ClassProblems.Classes);

        PgdOptions options = EmbeddingMatch.Misleading with { Epsilon = 0.4, Steps = 60 };
        AttackResult result = new Pgd(options).Perturb(EmbeddingMatch.Towards(embed, texts.index_select(0, wrong)), new AttackBatch(clean, Ids(6), seed: 2));

        Assert.Equal(wrong.data<long>().ToArray(), Answers(result.Pixels).data<long>().ToArray());
        Assert.True(result.Trace.LargestLoss.gt(result.Trace.InitialLoss).all().item<bool>());
    }
}
