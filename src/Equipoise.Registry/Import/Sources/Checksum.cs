using System.Buffers.Binary;

namespace Equipoise.Registry.Import.Sources;

/// <summary>The CRC-32 that zip and gzip keep of what they hold (ISO 3309, polynomial 0xEDB88320), counted eight bytes at a
/// time.</summary>
/// <remarks>The framework's own lies in a package that is not part of it.</remarks>
internal struct Checksum
{
    private const int Slices = 8;
    private static readonly uint[][] Tables = MakeTables();
    private uint state;

    /// <summary>The checksum of all bytes so far.</summary>
    public readonly uint Value => state;

    /// <summary>Counts more bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = ~state;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = Tables[7][(byte)low] ^ Tables[6][(byte)(low >> 8)] ^ Tables[5][(byte)(low >> 16)] ^ Tables[4][low >> 24] ^
                Tables[3][(byte)high] ^ Tables[2][(byte)(high >> 8)] ^ Tables[1][(byte)(high >> 16)] ^ Tables[0][high >> 24];
        }

        foreach (var one in bytes)
            crc = (crc >> 8) ^ Tables[0][(byte)(crc ^ one)];
        state = ~crc;
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
        {
            tables[slice] = new uint[256];
            for (uint i = 0; i < 256; i++)
            {
                var crc = slice == 0 ? i : tables[slice - 1][i];
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
                tables[slice][i] = crc;
            }
        }

        return tables;
    }
}
