using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>Random directions of entries -1 and 1 (Rademacher); every sample draws from its own stream.</summary>
internal sealed class SignDirections
{
    private const int BitsPerWord = 32;

    private readonly SampleRandom[] _streams;
    private readonly long[] _shape;
    private readonly Device _device;

    public SignDirections(AttackBatch batch, string purpose) =>
        (_streams, _shape, _device) = ([.. batch.SampleIds.Select(id => new SampleRandom(batch.Seed, purpose, id))], batch.Clean.shape, batch.Clean.device);

    /// <summary>One direction per sample, of the images' shape.</summary>
    public Tensor Next()
    {
        int volume = (int)(_shape[1] * _shape[2] * _shape[3]);
        var signs = new float[_streams.Length * volume];
        for (int i = 0; i < _streams.Length; i++)
        {
            uint word = 0;
            for (int place = 0; place < volume; place++)
            {
                word = place % BitsPerWord == 0 ? _streams[i].NextUInt32() : word >> 1;
                signs[(i * volume) + place] = (word & 1) == 1 ? 1 : -1;
            }
        }

        return torch.tensor(signs).to(_device).view(_shape);
    }
}
