package-error-not-utf8 = Tệp không phải văn bản UTF-8.
package-error-byte-order-mark = Tệp bắt đầu bằng dấu thứ tự byte (BOM); hãy lưu lại dạng UTF-8 không có BOM.
package-error-not-json = Nội dung không phải JSON đúng cách viết (dòng:cột { $detail }).
package-error-unknown-key = Khóa này không có trong định dạng.
package-error-repeated-key = Khóa bị lặp lại.
package-error-missing-key = Thiếu khóa này.
package-error-wrong-type = Giá trị sai kiểu; ở đây phải là { $detail ->
     [object] đối tượng {"{"}…{"}"}
     [list] danh sách […]
    *[text] văn bản trong ngoặc kép
     [integer] số nguyên
     [plain-integer] số nguyên, không có phần thập phân hay số mũ
     [plain-integer-or-text] số nguyên không có phần thập phân hay số mũ, hoặc văn bản
     [less-deep] thứ nằm ở tầng nông hơn (lồng nhau quá sâu)
     [true-or-false] true hoặc false
    }.
package-error-not-nfc = Văn bản chưa ở dạng Unicode NFC.
package-error-empty-text = Văn bản trống.
package-error-empty-list = Danh sách trống.
package-error-other-format = Định dạng khác; hệ thống đọc { $detail }.
package-error-out-of-range = Nằm ngoài khoảng { $detail }.
package-error-not-a-decimal = Không phải số thập phân đúng cách viết (có thể có dấu -, 1–14 chữ số, rồi dấu chấm và 1–4 chữ số).
package-error-not-a-day = Không phải ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày).
package-error-not-a-value = Không phải số thập phân, không phải ngày năm-tháng-ngày, cũng không phải yes hoặc no.
package-error-not-one-of = Không thuộc các từ được dùng: { $detail }.
package-error-code-twice = Mã "{ $detail }" được dùng hai lần.
package-error-figure-twice = Đã có số liệu của đơn vị, biến và kỳ này.
package-error-exemption-twice = Đã có miễn trừ của đơn vị và chỉ tiêu này.
package-error-own-target-twice = Đã có mức riêng của đơn vị và chỉ tiêu này.
package-error-from-twice = Đã có một bậc bắt đầu từ giá trị này.
package-error-unknown-unit = Không có đơn vị mã "{ $detail }" trong gói.
package-error-unknown-target = Không có chỉ tiêu mã "{ $detail }" trong bộ chỉ tiêu.
package-error-weight-not-positive = Trọng số phải lớn hơn 0.
package-error-weights-total = Tổng trọng số là { $detail }, phải đúng bằng 100.
package-error-full-at-not-positive = full_at phải lớn hơn 0.
package-error-penalty-negative = Mức trừ (penalty) không được âm.
package-error-share-out-of-range = Tỷ lệ phải nằm trong khoảng từ 0 đến 1.
package-error-fail-above-pass = fail_below lớn hơn pass_from.
package-error-starts-after-end = Ngày bắt đầu sau ngày kết thúc.
package-error-direction-does-not-fit = Không đi cùng cách đo này; cách đo này đi cùng { $detail }.
package-error-rule-does-not-fit = Không đi cùng cách đo và chiều này; đi cùng là { $detail }.
package-error-target-does-not-fit = Mức chỉ tiêu không đi cùng cách đo này; phải là { $detail ->
    *[decimal] số thập phân
     [day] ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày)
     [yes] yes
    }.
package-error-variable-two-ways = Biến "{ $detail }" vừa được dùng như số lượng vừa được dùng như ngày hoặc có/không.
package-error-figure-does-not-fit = Cách đo dùng biến này không đọc được giá trị đó; cần { $detail ->
    *[decimal] số thập phân
     [day] ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày)
     [yes-or-no] yes hoặc no
    }.
package-error-own-target-does-not-fit = Mức riêng khác loại với mức chung của chỉ tiêu; phải là { $detail ->
    *[decimal] số thập phân
     [day] ngày có thật, dạng NNNN-TT-NN (năm-tháng-ngày)
     [yes] yes
    }.
package-error-dates-reversed = Ngày hết hiệu lực (valid_to) trước ngày có hiệu lực (valid_from).
package-error-exactly-one = Ở đây phải có đúng một trong các khóa: { $detail }.
package-error-band-empty = Khoảng điểm kết thúc ngay tại hoặc trước chỗ bắt đầu.
package-error-bands-overlap = Khoảng điểm chồng lên khoảng của mức "{ $detail }".
package-error-no-scale = Khoảng điểm cần có thang (scale) nhưng quy tắc không có thang nào.
package-error-out-of-order = Các mức xếp từ cao xuống thấp; mức "{ $detail }" thấp hơn lại đứng trước.
package-error-unknown-level = Quy tắc không có mức "{ $detail }".
package-error-total-differs = Tổng điểm tối đa của các phần là { $detail }, không bằng điểm tối đa của mục chứa chúng.
package-error-goal-does-not-fit = Khác loại với mức của chỉ tiêu; phải là { $detail }.
package-error-key-does-not-fit = Khóa này chỉ đi cùng { $detail }.
package-error-bounds-reversed = Nhỏ hơn { $detail }.
package-error-stretch-not-better = Mức phấn đấu (stretch) phải tốt hơn mức chỉ tiêu.
package-error-max-survey-out-of-range = Phải lớn hơn 0 và không quá trọng số.
package-error-score-out-of-range = Phải nằm trong khoảng từ 0 đến 100.
package-error-cap-not-positive = Mức trần phải lớn hơn 0.
package-error-points-out-of-range = Phải nằm trong khoảng từ 0 đến { $detail }.
package-error-points-not-positive = Số điểm phải lớn hơn 0.
package-error-unknown-area = Không có lĩnh vực mã "{ $detail }" trong bộ chỉ tiêu.
package-error-area-total = Tổng trọng số các chỉ tiêu của lĩnh vực này là { $detail }.
package-error-tie-breaker-twice = Tiêu chí phân hạng này đã có.
package-error-not-a-period = Không phải kỳ báo cáo (YYYY-Mmm, YYYY-Qq, YYYY-H1, YYYY-H2, YYYY-9M hoặc YYYY).
package-error-period-of-another-year = Kỳ của năm khác với năm của đợt ({ $detail }).
package-error-period-is-the-year = Mức của cả năm chính là mức chỉ tiêu.
package-error-period-twice = Đã có mức của kỳ này.
package-error-figure-overlaps = Trùng thời gian với số liệu kỳ { $detail } của đơn vị và biến này.
package-error-number-twice = Số điều chỉnh "{ $detail }" được dùng hai lần.
package-error-amendment-twice = Mức này đã có một điều chỉnh trong ngày đó.
package-error-outside-campaign = Nằm ngoài thời gian của đợt.
package-error-after-the-period = Sau khi kỳ được điều chỉnh đã kết thúc.
package-error-not-manual = Điểm của chỉ tiêu "{ $detail }" được tính từ số liệu, không do thẩm định chấm.
package-error-appraisal-twice = Đã có điểm thẩm định của đơn vị và chỉ tiêu này.
package-error-unknown-adjustment = Không có điểm cộng, trừ mã "{ $detail }" trong bộ chỉ tiêu.
package-error-grade-rule-twice = Đã có quy tắc xếp loại cho đối tượng này.
package-error-external-twice = Đã có kết quả công bố của đơn vị này.
package-error-rule-amendment-twice = Đã có một lần điều chỉnh quy tắc khác trong cùng ngày này.
package-error-other-targets = Các chỉ tiêu hoặc mức phải đạt khác với rule_set; điều chỉnh quy tắc không đổi chỉ tiêu và mức phải đạt.
package-error-nothing-amended = Không có former_rule_set và cũng không có former_grade_rules.
package-error-rank-above-count = Thứ hạng lớn hơn tổng số (out_of).
