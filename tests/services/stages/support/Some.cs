using System.Buffers.Binary;
using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>Tiny stages: images of 8 x 8 pixels whose class is a bright spot at one of ten places, and models to match.</summary>
internal static class Some
{
    public const int Side = 8;

    public static PreprocessingParameters Preprocessing(int shardSize = 16, int train = 48, int test = 16) => new()
    {
        Source = new FashionMnistParameters { Path = "unused" },
        Image = new ImageParameters { Mean = [0.3], Std = [0.3] },
        Splits = new Dictionary<string, SplitParameters>
        {
            ["train"] = new() { From = "train", First = 4, Count = train },
            ["test"] = new() { From = "test", Count = test, ShardSize = 8 },
        },
        ShardSize = shardSize,
        Tokenizer = new TokenizerParameters { Vocabulary = 320 },
    };

    /// <summary>The same with dialogues and a safety policy.</summary>
    public static PreprocessingParameters Guarded() => Preprocessing() with
    {
        Dialogues = new DialogueParameters { Captions = 1, Presence = 2 },
        Safety = new SafetyParameters
        {
            Risks =
            [
                new RiskParameters { Class = "bag", Level = 3, Type = "contents" },
                new RiskParameters { Class = "ankle boot", Level = 2, Type = "kicks" },
                new RiskParameters { Class = "sneaker", Level = 1, Type = "kicks" },
            ],
        },
    };

    public static TrainingParameters Clip(int steps = 4, int segment = 2) => new()
    {
        Data = "images/train",
        Objective = new ContrastiveParameters(),
        Model = new ModelParameters
        {
            Create = new NewClipParameters
            {
                Vision = new NewVisionParameters { HiddenSize = 16, IntermediateSize = 32, NumHiddenLayers = 2, NumAttentionHeads = 2, PatchSize = 4 },
                Text = new NewTextParameters { HiddenSize = 16, IntermediateSize = 32, NumHiddenLayers = 1, NumAttentionHeads = 2 },
                ProjectionDim = 8,
            },
        },
        Steps = steps,
        Batch = 16,
        SegmentSteps = segment,
        Optimizer = new OptimizerParameters { LearningRate = 1e-2, WarmupSteps = 1 },
    };

    public static TrainingParameters Base(int steps = 4, int segment = 4) => Clip(steps, segment) with
    {
        Objective = new InstructionParameters(),
        Model = new ModelParameters
        {
            From = "clip",
            Extend = new NewLanguageParameters
            {
                Language = new NewDecoderParameters
                {
                    HiddenSize = 16, IntermediateSize = 32, NumHiddenLayers = 1, NumAttentionHeads = 2, NumKeyValueHeads = 1, InitializerRange = 0.2,
                },
            },
        },
    };

    public static TrainingParameters Fare(int steps = 2, int segment = 1) => Clip(steps, segment) with
    {
        Objective = new FareParameters { AttackSteps = 2, Features = FeatureKind.Both },
        Model = new ModelParameters { From = "base" },
    };

    public static TrainingParameters Tecoa() => Fare() with { Objective = new TecoaParameters { AttackSteps = 2 } };

    public static TrainingParameters Lora(int steps, int segment) => Base(steps, segment) with
    {
        Model = new ModelParameters { From = "base", Lora = new LoraParameters { Rank = 2 } },
    };

    public static ConstitutionalCalibrationParameters Care { get; } = new() { Principle = "Take care." };

    public static MiningParameters Mining(int samples = 20, MiningTarget target = MiningTarget.Answer) => new()
    {
        Model = "base",
        Data = "images/train",
        Samples = samples,
        Attack = new PgdMiningParameters { Target = target, Steps = 2 },
        Batch = 8,
        MaxNewTokens = 6,
    };

    public static PairingParameters Pairing() => new() { Model = "base", Reference = "base", Mined = "mine", MaxNewTokens = 6 };

    public static TrainingParameters Adpo(int steps = 2, int segment = 1) => Clip(steps, segment) with
    {
        Objective = new AdpoParameters { RefineSteps = 1 },
        Model = new ModelParameters { From = "base" },
        Reference = "base",
        Pairs = "pair",
    };

    public static TrainingParameters Dpo(params ModelPart[] train) => Adpo() with { Objective = new DpoParameters { Train = train.Length > 0 ? train : null } };

    public static EvaluationParameters Evaluation(params string[] models) => new()
    {
        Models = models.ToDictionary(model => model),
        Data = "images/test",
        Attack = new ApgdCrossEntropyParameters { Iterations = 4 },
        Epsilons = [8.0 / 255, 64.0 / 255],
        MaxNewTokens = 6,
        Gallery = 2,
        Gates =
        [
            new GateParameters { Model = models[0], AtLeast = 0 },
            new GateParameters { Model = models[^1], Task = EvaluationTask.ZeroShot, Above = models[0], By = 1, Attack = "apgd-ce", Epsilon = 64.0 / 255 },
        ],
    };

    /// <summary>A dataset of two classes.</summary>
    public static DatasetDescription Dataset { get; } = new(
        "toy", [new ClassWord("bag", "a"), new ClassWord("shirt", "a")], ["a picture of {}"], "What is it?", new ImageShape(1, Side, Side), [0], [1]);

    /// <summary>A summary of nothing.</summary>
    public static SummaryWork Summary { get; } = new() { Models = [], Tasks = [], Attack = "", Norm = "", Epsilons = [], EightBit = false, Gallery = 0, Gates = [] };

    /// <summary>The source's four files, as the run imports them.</summary>
    public static IReadOnlyList<NamedArtifact> Sources(MemoryArtifacts store) =>
    [
        .. from file in new[] { ("train", 60), ("t10k", 20) }
           from content in new[] { ("images-idx3-ubyte", Images(file.Item2)), ("labels-idx1-ubyte", Labels(file.Item2)) }
           select new NamedArtifact($"source/images/{file.Item1}-{content.Item1}", store.Add(content.Item2)),
    ];

    private static byte[] Images(int count)
    {
        var bytes = new byte[16 + (count * Side * Side)];
        (bytes[2], bytes[3]) = (8, 3);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(8), Side);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), Side);
        for (int i = 0; i < count; i++)
        {
            Span<byte> image = bytes.AsSpan(16 + (i * Side * Side), Side * Side);
            for (int pixel = 0; pixel < image.Length; pixel++)
            {
                image[pixel] = (byte)((pixel * 7 + i * 13) % 64);
            }

            image.Slice(i % 10 * 6, 6).Fill(230);
        }

        return bytes;
    }

    private static byte[] Labels(int count)
    {
        var bytes = new byte[8 + count];
        (bytes[2], bytes[3]) = (8, 1);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), count);
        for (int i = 0; i < count; i++)
        {
            bytes[8 + i] = (byte)(i % 10);
        }

        return bytes;
    }
}
