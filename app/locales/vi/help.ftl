help-usage = Cách dùng:
help-commands = Lệnh
help-command = LỆNH
help-arguments = Tham số
help-options = Tùy chọn
help-help = In ra hướng dẫn; -h bản ngắn, --help bản đầy đủ
help-help-command = In ra hướng dẫn này hoặc hướng dẫn của một lệnh
help-version = In ra phiên bản
help-lang = Ngôn ngữ in ra: vi (nếu không nói gì) hoặc en
help-notes = Mã kết thúc: 0 đã xong, 1 thất bại, 2 đầu vào sai. Xem thêm: `camket --help` và `camket LỆNH --help`.
help-manual =
    THIẾT LẬP
      Giá trị có sẵn (trong ngoặc), rồi đến tệp nêu ở CAMKET_CONFIG (hoặc camket.toml), rồi đến biến môi trường; nơi nói sau cùng có hiệu lực. Trong tệp, các thiết lập mang tên database_url, listen, public_url, proxy, var, tsa, today và log.
      `camket check` in từng thiết lập kèm nguồn, che phần bí mật.

      CAMKET_VAR            thư mục dữ liệu (var)
      DATABASE_URL          sqlite://ĐƯỜNG-DẪN hoặc postgres://NGƯỜI-DÙNG:MẬT-KHẨU@MÁY/TÊN (sqlite://var/camket.db)
      CAMKET_LISTEN         địa chỉ và cổng phục vụ (127.0.0.1:3000)
      CAMKET_PUBLIC_URL     địa chỉ mà mọi người dùng để vào trang: cho mã QR và cookie an toàn
      CAMKET_PROXY          địa chỉ máy chủ trung gian được tin về X-Forwarded-For (không có)
      CAMKET_TSA            địa chỉ http:// của dịch vụ dấu thời gian (không có: tệp ký chưa có dấu thời gian)
      CAMKET_TODAY          ngày của bản minh họa, NNNN-TT-NN (2023-08-08); ngoài bản minh họa thì bị từ chối
      CAMKET_DEMO_PASSWORD  một mật khẩu chung cho mọi người của bản minh họa mới (mỗi người một mật khẩu ngẫu nhiên)
      CAMKET_LOG            mức ghi nhật ký, như info hoặc server=debug,info (info)

    MÃ KẾT THÚC
      0  đã xong
      1  thất bại: tệp không mở được, cơ sở dữ liệu không trả lời
      2  đầu vào sai: gói có lỗi, tùy chọn sai, điều mà quy tắc không cho phép

    VÍ DỤ
      camket demo && camket serve
          một huyện minh họa, rồi trang tại http://127.0.0.1:3000
      camket assess cam-giang-2022.package.json > receipt.json
          tính lại kết quả một năm: không cần cơ sở dữ liệu, không cần mạng
      camket import cam-giang-2022.package.json --dry-run --authority 'Huyện Cẩm Giàng'
          cho biết gói sẽ thay đổi những gì
      camket document minutes --campaign cchc-2022 --unit 10924 -o bien-ban.pdf
          biên bản của một cuộc họp kiểm điểm
      camket user add quan.tri --name 'Phạm Văn Kỹ' --role admin --unit 'Huyện Cẩm Giàng'
          quản trị viên đầu tiên của một hệ thống còn trống
help-camket = Cam kết thực hiện chỉ tiêu cải cách hành chính: trọn một năm của một huyện, từ lúc ký đến lúc kiểm điểm.
help-camket-long =
    Cam Kết lưu bản cam kết mà thủ trưởng từng đơn vị ký đầu năm, số liệu từng tháng cùng người xác minh, kết quả đánh giá theo đúng bộ chỉ tiêu đã ký, và hồ sơ kiểm điểm của đơn vị chưa đạt với đầy đủ giấy tờ.
help-serve = Phục vụ trang; trước đó đưa cấu trúc cơ sở dữ liệu lên bản mới nhất.
help-serve-long =
    In ra địa chỉ khi bắt đầu phục vụ, ghi nhật ký ra luồng lỗi chuẩn. Dừng bằng Ctrl+C hoặc SIGTERM sau khi trả lời xong các yêu cầu đang xử lý; dù bị tắt đột ngột lúc nào, mỗi việc hoặc đã xong trọn vẹn hoặc chưa có gì. Bản minh họa mở ra ngoài máy này thì mọi trang đều nói rõ.
help-migrate = Đưa cấu trúc cơ sở dữ liệu lên bản mới nhất rồi dừng.
help-migrate-long = Làm đủ các bước còn thiếu, hoặc không bước nào. Không thiếu gì thì không thay đổi gì.
help-demo = Nạp huyện minh họa vào cơ sở dữ liệu trống và in ra người dùng kèm mật khẩu; từ chối cơ sở dữ liệu khác.
help-demo-long =
    Huyện Cẩm Giàng với mười bảy xã, thị trấn: năm 2022 đã xong (đợt cchc-2022) và năm 2023 đang chạy. Người và số liệu đều là giả định. Tài khoản được lưu ở demo-accounts.txt trong thư mục dữ liệu, chỉ chủ tệp đọc được. Phần dở dang của một lần nạp bị tắt giữa chừng được lần nạp sau xóa đi.
help-demo-if-empty = Không làm gì nếu cơ sở dữ liệu đã có dữ liệu
help-document = Ghi một giấy tờ của đợt ra tệp PDF hoặc tệp Word.
help-document-long = Đúng giấy tờ mà trang cung cấp. Giấy tờ luôn bằng tiếng Việt. Mở bản kiểm điểm cá nhân được ghi vào nhật ký.
help-document-kind =
    Loại giấy tờ:
    commitment – bản cam kết của đơn vị;
    self-criticism – báo cáo kiểm điểm tập thể của đơn vị;
    personal-review – bản tự kiểm điểm của thủ trưởng đơn vị;
    minutes – biên bản họp kiểm điểm của đơn vị (Mẫu 1.9);
    ranking – bảng xếp hạng của một nhóm đơn vị;
    result – phiếu kết quả của đơn vị;
    programme – chương trình hội nghị mới nhất của đợt;
    remedies – các biện pháp khắc phục chưa xong của đợt
help-document-campaign = Mã của đợt, như cchc-2022
help-document-unit =
    Mã của đơn vị, như 10924. Bảng xếp hạng là của nhóm có đơn vị này, không nêu đơn vị thì là nhóm đầu tiên; chương trình và biện pháp khắc phục không cần đơn vị
help-document-output = Tệp sẽ ghi; `-` là ra đầu ra chuẩn, thư mục thì ghi vào đó với tên của giấy tờ
help-document-form = pdf (mặc định, đúng như bản in) hoặc docx (bản Word để soạn lại)
help-document-header = Tiêu đề của self-criticism và personal-review: state (Quốc hiệu, Tiêu ngữ) hoặc party (Đảng Cộng sản Việt Nam)
help-import = Nhập một gói dữ liệu đợt: đợt, đơn vị, bộ chỉ tiêu, và số liệu coi như đã xác minh; tất cả hoặc không gì cả.
help-import-long =
    Trước hết cho biết sẽ thay đổi những gì. Gói có lỗi thì in ra mọi lỗi, mỗi lỗi một dòng ở luồng lỗi chuẩn, kết thúc với mã 2 và không thay đổi gì. Gói của một nhóm khác trong cùng đợt thì thêm nhóm ấy. Đơn vị nhận ra theo mã; đơn vị mới được thêm vào.
help-package = Gói dữ liệu: tệp theo định dạng camket-package/1 hoặc camket-package/2
help-import-dry-run = Cho biết sẽ thay đổi những gì, không nhập gì
help-import-authority =
    Đơn vị có người đứng đầu quyết định, theo mã hoặc tên đầy đủ, khi đợt còn mới. Nếu bỏ trống thì là đơn vị trên các đơn vị của gói, hoặc đơn vị cao nhất. Cơ sở dữ liệu chưa có đơn vị nào thì đơn vị này được thêm theo tên
help-import-title = Tên một nhóm đơn vị, mỗi nhóm một lần theo thứ tự trong tệp; nếu bỏ trống thì là mã của nhóm
help-import-legal-basis = Căn cứ pháp lý của bộ chỉ tiêu, khi bộ chỉ tiêu còn mới
help-assess = Tính và in biên nhận của một gói dữ liệu đợt; không cần cơ sở dữ liệu, không cần mạng.
help-assess-long =
    Chính xác theo mười bước của định dạng. Gói có lỗi thì in ra mọi lỗi dạng VỊ TRÍ: lý do, mỗi lỗi một dòng ở luồng lỗi chuẩn, bằng ngôn ngữ của --lang, kết thúc với mã 2 và không in gì khác; tệp không mở được thì kết thúc với mã 1.
help-receipt = Kiểm tra biên nhận; không cần cơ sở dữ liệu, không cần mạng.
help-receipt-verify = Tính lại gói dữ liệu và nêu từng chỗ mà biên nhận ghi khác.
help-receipt-verify-long =
    Không có --digest: chỉ chứng minh biên nhận và gói dữ liệu khớp nhau. Ai làm một gói giả cũng tính được biên nhận của gói đó, nên đây chỉ là sự nhất quán, và lệnh nói rõ như vậy.
    Với --digest là mã băm của gói: chứng minh thêm rằng đây đúng từng chữ là gói đã niêm phong, gồm mọi số liệu và bộ chỉ tiêu.
    Với --digest là mã băm của bộ chỉ tiêu: chứng minh thêm rằng đây đúng là bộ chỉ tiêu đã niêm phong vào ngày ký; không nói gì về số liệu.
    Hãy lấy mã băm từ văn bản giấy đáng tin, không lấy từ chính các tệp.
    {""}
    Kết quả: mỗi chỗ khác một dòng, theo thứ tự của biên nhận; chỉ so các khóa mà định dạng nêu tên. Sau đó là hai mã băm và điều được chứng minh.
    Mã thoát: 0 khớp; 1 có chỗ khác hoặc không mở được tệp; 2 gói có lỗi, tệp không phải biên nhận, mã băm không đúng dạng.
help-receipt-file = Biên nhận: một tệp theo định dạng camket-receipt
help-receipt-digest = Mã băm in trên bản cam kết đã ký hoặc trên trang công khai: 64 chữ số thập lục phân
help-verify = Kiểm tra chữ ký số của một tệp PDF; không cần cơ sở dữ liệu, không cần mạng.
help-verify-long =
    Không bao giờ tải gì về: chứng thư gốc do --trust đưa vào, dữ liệu thu hồi lấy từ tệp và từ --crl.
    {""}
    Mã kết thúc: 0 hợp lệ, 3 chưa tin được, 1 đã bị sửa, 4 chưa ký, 2 không đọc được.
help-verify-file = Tệp PDF cần kiểm tra
help-verify-trust = Tệp chứng thư gốc được tin (PEM hoặc DER); có thể nêu nhiều lần
help-verify-crl = Danh sách thu hồi (PEM hoặc DER); có thể nêu nhiều lần
help-verify-require-revocation = Thiếu dữ liệu thu hồi thì coi là chưa tin được
help-verify-json = In kết quả dạng JSON
help-timestamp = Xin ngay dấu thời gian cho các bản cam kết có hiệu lực và các văn bản đã có số chưa có dấu.
help-timestamp-long =
    Bình thường khi đang phục vụ, chương trình tự xin và tự thử lại; lệnh này không đợi đến lượt. Mỗi lần tối đa hai mươi tệp. Dấu thời gian được thêm cạnh chữ ký đã có, không sửa gì đã ký; tệp trước và tệp sau đều được giữ. Cần CAMKET_TSA.
    {""}
    Mã kết thúc: 0 không còn gì thất bại, 1 có tệp chưa xin được, 2 chưa đặt CAMKET_TSA.
help-seal-key = Dùng khóa riêng của cơ quan để xác nhận văn bản, thay khóa do chương trình tự lập.
help-seal-key-long =
    Nhận tệp PKCS#12 (.p12, .pfx; mật khẩu đọc từ đầu vào chuẩn) hoặc PEM có khóa P-256 hay RSA từ 2048 bit và chứng thư. Trước khi thay, tệp của bản cam kết có hiệu lực và văn bản đã có số được giữ lại; chứng thư gốc cũ vẫn được tin, thư mục khóa cũ được để riêng. Phải khởi động lại chương trình sau khi thay. Đây là xác nhận điện tử trong hệ thống, không thay thế chữ ký số chuyên dùng công vụ.
    {""}
    Ví dụ: camket seal-key khoa.p12 --password-stdin < mat-khau.txt
    {""}
    Mã kết thúc: 0 đã thay, 1 thất bại, 2 tệp không dùng được.
help-seal-key-file = Tệp PKCS#12 hoặc PEM có khóa và chứng thư
help-seal-key-revoked = Danh sách thu hồi của nơi cấp chứng thư (PEM hoặc DER), được nhúng vào mỗi lần xác nhận
help-seal-key-password-stdin = Đọc mật khẩu của tệp PKCS#12 từ đầu vào chuẩn
help-user = Tài khoản: liệt kê, thêm, đặt mật khẩu, khóa, mở, giao vai trò.
help-user-long = Dành cho quản trị viên đầu tiên và cho khi không còn mật khẩu nào. Nhật ký ghi người làm là dòng lệnh máy chủ.
help-user-list = Liệt kê tài khoản theo tên đăng nhập.
help-user-add = Thêm một người và tài khoản của người ấy; in ra mật khẩu, chỉ hiện lần này.
help-user-password = Đặt mật khẩu khác cho tài khoản; in ra, chỉ hiện lần này. Các phiên đang mở kết thúc.
help-user-lock = Khóa tài khoản; các phiên đang mở kết thúc.
help-user-unlock = Mở lại tài khoản.
help-user-grant = Giao cho tài khoản một vai trò tại một đơn vị.
help-user-search = Chỉ những tài khoản có tên đăng nhập hoặc họ tên chứa phần này
help-user-login = Tên đăng nhập: chữ thường, chữ số, dấu chấm, gạch nối, gạch dưới
help-user-name = Họ tên
help-user-honorific = Cách xưng hô: ông (nếu không nói gì) hoặc bà
help-user-category = cadre (cán bộ), civil_servant (công chức, nếu không nói gì) hoặc public_employee (viên chức)
help-user-role =
    Vai trò: authority, unit_head, deputy_head, focal_officer, par_office, indicator_owner, inspector, appraiser, meeting_secretary, records_clerk, party_committee, viewer hoặc admin
help-user-unit = Tại đâu: mã hoặc tên đầy đủ của đơn vị. Cơ sở dữ liệu chưa có đơn vị nào thì đơn vị này được thêm theo tên
help-user-password-stdin = Đọc mật khẩu từ luồng vào chuẩn thay vì tự tạo
help-user-area = Với người chủ trì chỉ tiêu: lĩnh vực duy nhất mà chỉ tiêu thuộc về người ấy
help-check = In các thiết lập kèm nguồn và cho biết điều gì sai.
help-check-long =
    Xem các thiết lập, thư mục dữ liệu, cơ sở dữ liệu và cấu trúc của nó, phông chữ của giấy tờ và các tệp của trang. Không thay đổi gì. Có điều sai thì kết thúc với mã 1.
help-wrong-argument = Ở đây không có tùy chọn “{ $it }”.
help-wrong-command = Không có lệnh “{ $it }”.
help-wrong-missing = Còn thiếu: { $it }.
help-wrong-empty = { $it } cần một giá trị.
help-wrong-value = { $it } không thể là “{ $value }”; hãy chọn một trong { $allowed }.
help-wrong-twice = { $it } được nêu hai lần.
help-wrong-more = `camket --help` và `camket LỆNH --help` cho biết có những gì.
